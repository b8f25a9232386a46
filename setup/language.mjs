/** @typedef {'pl' | 'en'} Language */

/** @type {readonly Language[]} */
export const languages = ['pl', 'en'];

/**
 * The lecture's language by the system's: POSIX order, where an empty variable counts as unset.
 * @param {Record<string, string | undefined>} environment
 * @returns {Language} Polish where the system names neither language (`C`, `POSIX`, another one)
 */
export function systemLanguage({ LC_ALL, LC_MESSAGES, LANG }) {
  const locale = LC_ALL || LC_MESSAGES || LANG || '';
  return languages.find((language) => locale.toLowerCase().startsWith(language)) ?? 'pl';
}
