import type { Language } from '../../../generator/lecture-source';

/** A number or formula that the text of a cell states, alike in both languages: '7.17', '4000', '87', '90%'. */
export interface Stated {
  kind: 'number' | 'formula';
  text: string;
}

/** What holds digits and states no number: an explicit list, each with what it is. */
const noStatements = [
  /^```[\s\S]*?^```/gm, // code
  /`[^`]+`/g, // code in a line: names, shapes, paths
  /^(#{1,6} )\d+\. /gm, // a section's number
  /^\s*\d+\. /gm, // an item's number
  /\[\d+\]/g, // a citation
  /(?:Zadanie|zadania|zadaniu|Wskazówka|[Ee]xercise|Hint) \d+/g, // what is called by its number
];

/** Whole numbers whose thousands are apart, and decimals; a sign of the other language leaves digits unread. */
const numbers = {
  pl: /(?<![\p{L}\d]|\d[.,])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:,\d+)?%?(?![\p{L}\d]|[.,]\d)/gu,
  en: /(?<![\p{L}\d]|\d[.,])(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?(?![\p{L}\d]|[.,]\d)/gu,
};

/**
 * Every number of a cell's text and every formula with a number outside its indices and exponents, in their order.
 *
 * @throws {SyntaxError} where a digit is left over, such as those of a decimal point in Polish
 */
export function statedIn(markdown: string, language: Language): Stated[] {
  const parts = noStatements
    .reduce((text, pattern) => text.replace(pattern, ' '), markdown)
    .split(/\$\$([^$]+)\$\$|\$([^$]+)\$/); // text, $$ formula, $ formula, text, …
  return parts.flatMap((part, index): Stated[] => {
    if (part === undefined) return [];
    if (index % 3 === 0) return numbersOf(part, language);
    const formula = alikeFormula(part);
    return statesNumber(formula) ? [{ kind: 'formula', text: formula }] : [];
  });
}

function numbersOf(text: string, language: Language): Stated[] {
  const left = text.replace(numbers[language], ' ').replace(/\p{L}\d+/gu, ' '); // L2 is a name
  const unread = left.match(/.{0,20}\d.{0,20}/u);
  if (unread) throw new SyntaxError(`cannot read the number in '${unread[0]}' as ${language}`);
  return [...text.matchAll(numbers[language])].map(([found]) => ({
    kind: 'number',
    text:
      language === 'pl' ? found.replace(/[ \u00a0\u202f]/g, '').replace(',', '.') : found.replace(/,/g, ''),
  }));
}

/** The formula without what languages write differently: decimal signs, lists' separators, words. */
function alikeFormula(formula: string): string {
  return formula
    .replaceAll('{,}', '.')
    .replace(/;(?:\\,)?/g, ',')
    .replace(/\\text\{[^}]*\}/g, String.raw`\text{}`)
    .replace(/\s+/g, ' ')
    .trim();
}

/** Whether a digit is left once indices and whole exponents are taken away: x_1, \sigma_0^2 are names. */
function statesNumber(formula: string): boolean {
  const bare = formula.replace(/[_^](?:\{[^{}]*\}|\d|\\?[a-zA-Z]+)/g, '');
  return /\d/.test(bare);
}
