import type { Language } from '../../lib/language';
import { type Notebook, textOf } from '../../wire/notebook';

/** The language that a notebook's cells set, else the page's. */
export function languageOf(notebook: Notebook): Language {
  for (const cell of notebook.cells) {
    const language = cell.cell_type === 'code' && setLanguage.exec(textOf(cell.source))?.[2];
    if (language) return language as Language;
  }
  return document.documentElement.lang.startsWith('pl') ? 'pl' : 'en';
}

const setLanguage = /^[ \t]*setLanguage\((['"`])(pl|en)\1\)/m;
