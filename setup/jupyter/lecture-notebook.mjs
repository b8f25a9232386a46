const NAMES = { pl: '01-bayesowskie-sieci-neuronowe.ipynb', en: '01-bayesian-neural-networks.ipynb' };

/**
 * @param {import('../language.mjs').Language} lang
 * @param {{ solved?: boolean }} [edition] the student's unless `solved`
 * @returns {string} path below the project's root
 */
export function lectureNotebook(lang, { solved = false } = {}) {
  return `${solved ? 'solutions' : 'notebooks'}/${lang}/${NAMES[lang]}`;
}
