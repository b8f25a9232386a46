/** @typedef {'pl' | 'en'} Language */

/** @type {readonly Language[]} */
export const languages = ['pl', 'en'];

/** Windows knows its language without setting a variable. */
const localeOfWindows = () =>
  process.platform === 'win32' ? new Intl.DateTimeFormat().resolvedOptions().locale : '';

/**
 * The lecture's language by the system's: POSIX order, where an empty variable counts as unset.
 * @param {Record<string, string | undefined>} environment
 * @returns {Language} Polish where the system names neither language (`C`, `POSIX`, another one)
 */
export function systemLanguage({ LC_ALL, LC_MESSAGES, LANG }) {
  const locale = LC_ALL || LC_MESSAGES || LANG || localeOfWindows();
  const [named] = locale.toLowerCase().split(/[^a-z]/);
  return languages.find((language) => language === named) ?? 'pl';
}
