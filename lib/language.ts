/** The languages that figures and messages speak. */
export type Language = 'pl' | 'en';

/** The same words in both languages. */
export type Words = Record<Language, string>;

const languages: readonly Language[] = ['pl', 'en'];
let current: Language = 'pl';

/**
 * Sets the language of figures and messages from here on; the first cell of a notebook calls it.
 *
 * @param language `'pl'` (the default before the first call) or `'en'`
 * @throws {RangeError} where the language is neither
 * @example
 * setLanguage('en');
 */
export function setLanguage(language: Language): void {
  if (!languages.includes(language))
    throw new RangeError(`Cannot set the language: it must be 'pl' or 'en', got ${JSON.stringify(language)}`);
  current = language;
}

/**
 * The language that figures and messages speak now.
 *
 * @returns what `setLanguage` was last called with, `'pl'` before that
 */
export function getLanguage(): Language {
  return current;
}

/**
 * Chooses the wording of the current language.
 *
 * @param wordings the same words in both languages
 * @returns the wording of the language that `setLanguage` has set
 * @example
 * text({ pl: 'strata', en: 'loss' }); // 'strata' before setLanguage('en')
 */
export function text(wordings: Record<Language, string>): string {
  return wordings[current];
}

/**
 * Writes a number as the current language does: in Polish with a decimal comma.
 *
 * @param value the number
 * @param decimals digits after the comma or point, an integer from 0 to 100
 * @returns the number, rounded
 * @throws {RangeError} for other decimals
 * @example
 * decimal(0.125, 2); // '0,13' before setLanguage('en')
 */
export function decimal(value: number, decimals: number): string {
  return value.toLocaleString(current, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}

/**
 * Writes a share as a percentage in the current language.
 *
 * @param share the share, 1 for the whole; any finite number
 * @param decimals digits after the comma or point, an integer from 0 to 100; 1 by default
 * @returns the percentage, rounded
 * @throws {RangeError} for a share that is not finite, or other decimals
 * @example
 * percent(0.8421); // '84,2%' before setLanguage('en')
 */
export function percent(share: number, decimals = 1): string {
  if (!Number.isFinite(share))
    throw new RangeError(`Cannot write the percentage: the share must be finite, got ${share}`);
  return share.toLocaleString(current, {
    style: 'percent', // scales by 100 in decimals: 100 * 0.145 is 14.499999999999998
    minimumFractionDigits: decimals,
    maximumFractionDigits: decimals,
  });
}

/** A number with three significant digits at most, as the current language writes it. */
export function threeDigits(value: number): string {
  return value.toLocaleString(current, { maximumSignificantDigits: 3 });
}
