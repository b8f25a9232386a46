import type { Language } from '../../lib/language';
import type { Cell } from './cell';

/** Alone on its line, so that a comment or a text that speaks of it is not taken for it. */
const call = /^[ \t]*(?:await[ \t]+)?setLanguage\([ \t]*(['"`])(pl|en)\1[ \t]*\)[ \t]*;?[ \t]*(?:\/\/.*)?$/m;

/**
 * The language that a notebook speaks to its student: what its first call of `setLanguage` sets.
 *
 * @returns undefined where no cell calls it
 */
export function spokenLanguage(cells: Cell[]): Language | undefined {
  for (const { kind, source } of cells) {
    const language = kind === 'code' ? call.exec(source)?.[2] : undefined;
    if (language) return language as Language;
  }
  return undefined;
}
