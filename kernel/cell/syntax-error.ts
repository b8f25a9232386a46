import { Script } from 'node:vm';

/** What the engine puts above the stack: the script's name and the line; then follow the line's text and a caret. */
const pointed = /^.*:(\d+)\r?\n/;

/** What only a module may say, each to be replaced by as many blanks. */
const moduleWords = [
  /^[ \t]*import\b(?!\s*\()[^'"]*['"][^'"]*['"]/gm,
  /^[ \t]*export\s*(?:\*|\{[^}]*\})[^'"\n]*\bfrom\s*['"][^'"]*['"]/gm,
  /^[ \t]*export\s+default\b/gm,
  /^[ \t]*export\b/gm,
];

/**
 * What is said of a student's script that cannot be parsed.
 *
 * @param place the file as seen from the notebook's folder
 * @param thrown by the engine, which tells the line above a stack that no traceback shows
 */
export function syntaxError(place: string, { message, stack }: Error): SyntaxError {
  const line = pointed.exec(String(stack))?.[1];
  return new SyntaxError(`${place}${line === undefined ? '' : `, line ${line}`}: ${message}`);
}

/**
 * The same of an ES module. The engine keeps its line to itself, so the text is parsed again as a function's body,
 * without what only a module may say; where that fails alike, it fails on the same line.
 *
 * @param text the module's text
 */
export function moduleSyntaxError(place: string, thrown: Error, text: string): SyntaxError {
  const blank = (words: string): string => words.replace(/[^\n]/g, ' ');
  const body = moduleWords.reduce((left, words) => left.replace(words, blank), text);
  try {
    new Script(`(async function () {${body.replace(/\bimport\.meta\b/g, 'import_meta')}\n})`);
  } catch (error) {
    if ((error as Error).message === thrown.message) return syntaxError(place, error as Error);
  }
  return syntaxError(place, thrown);
}
