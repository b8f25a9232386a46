const key = 'bayes-notebooks.language';

/** @returns the language that was asked for at an earlier visit, null where there was none or nothing can be remembered */
export function rememberedLanguage(): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // the visitor forbids storage: the page asks the browser each time
  }
}

/** Remembers the language for the next visit, where the visitor lets pages remember. */
export function rememberLanguage(language: string): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // the address says it anyway
  }
}
