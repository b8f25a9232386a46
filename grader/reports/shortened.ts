import type { Language } from '../../lib/language';

/** Most characters of a name in a line. */
export const longestName = 80;

/** Most characters of a sentence: a message, a note, a comment. */
export const longestSentence = 1000;

/** Most characters of an answer's code or of written conclusions. */
export const longestText = 20_000;

/** A name or a sentence that ends with `…` where it is longer than `most` characters. */
export const shortened = (text: string, most: number): string =>
  text.length <= most ? text : `${wholeCharacters(text, most - 1)}…`;

/** A text of several lines that says in its last one how much of it is left out. */
export function shortenedText(text: string, language: Language, most = longestText): string {
  if (text.length <= most) return text;
  const shown = wholeCharacters(text, most);
  const left = (text.length - shown.length).toLocaleString(language);
  const remark = {
    pl: `… pominięto tu dalsze znaki (${left}): całość jest w notatniku`,
    en: `… ${left} more characters are left out here: the notebook has them all`,
  };
  return `${shown}\n${remark[language]}`;
}

/** Cut so that no character outside the basic plane is halved. */
const wholeCharacters = (text: string, most: number): string =>
  text.slice(0, most).replace(/[\ud800-\udbff]$/, '');
