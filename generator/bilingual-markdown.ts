import type { Language } from './lecture-source';

const section = /^\/\* (?<language>pl|en)\n(?<text>[\s\S]*?)\n\*\/\s*/;

/**
 * Picks one language of a markdown cell, which consists of two block comments: one begins with pl, one with en.
 *
 * @param text the cell's lines
 * @param where file and line, for error messages
 * @throws {RangeError} where a language is missing, or something else stands in the cell
 */
export function markdownIn(language: Language, text: string, where: string): string {
  const found: Partial<Record<Language, string>> = {};
  let rest = text;
  for (let match = section.exec(rest); match; match = section.exec(rest)) {
    found[match.groups?.language as Language] = (match.groups?.text ?? '').trim();
    rest = rest.slice(match[0].length);
  }
  if (found.pl === undefined || found.en === undefined || rest !== '') {
    const got = rest === '' ? `only ${Object.keys(found).join(', ')}` : JSON.stringify(rest.slice(0, 40));
    throw new RangeError(
      `Cannot read ${where}: a markdown cell is one /* pl … */ and one /* en … */, got ${got}`,
    );
  }
  return found[language] ?? '';
}
