/** The languages that figures and messages speak. */
export type Language = 'pl' | 'en';

const languages: readonly Language[] = ['pl', 'en'];
let current: Language = 'pl';

/**
 * Sets the language of figures and messages from here on; the first cell of a notebook calls it.
 *
 * @param language `'pl'` (the default before the first call) or `'en'`.
 * @throws RangeError where the language is neither.
 * @example
 * setLanguage('en');
 */
export function setLanguage(language: Language): void {
  if (!languages.includes(language))
    throw new RangeError(`Cannot set the language: it must be 'pl' or 'en', got ${JSON.stringify(language)}`);
  current = language;
}

/** The language that figures and messages speak now. */
export function getLanguage(): Language {
  return current;
}

/** Chooses the wording of the current language: `text({ pl: 'strata', en: 'loss' })`. */
export function text(wordings: Record<Language, string>): string {
  return wordings[current];
}

/** Writes a number as the current language does (Polish: decimal comma), with that many decimals. */
export function decimal(value: number, decimals: number): string {
  return value.toLocaleString(current, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
}
