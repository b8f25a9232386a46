import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';

export const root = join(__dirname, '../..');

/** A heading, a paragraph, a table's cell or a block of code, with what does not depend on its language. */
export interface Block {
  /** `h1` to `h3`, `p`, `th`, `td`, or `fence` with the language of the code. */
  kind: string;
  /** Lines of a block of code without their comments; else the words set as code. */
  code: string[];
  /** Where its links and pictures lead. */
  links: string[];
  /** The numbers in its words, with a decimal point, in order of the alphabet. */
  numbers: string[];
}

/** A README as a list of blocks. */
export function blocksOf(file: string): Block[] {
  const tokens = new MarkdownIt().parse(readFileSync(join(root, file), 'utf8'), {});
  return tokens.flatMap((token, i): Block[] => {
    if (token.type === 'fence')
      return [{ kind: `fence ${token.info}`, code: linesOf(token.content), links: [], numbers: [] }];
    if (token.type !== 'inline') return [];
    const parts = token.children ?? [];
    const words = parts.filter(({ type }) => type === 'text' || type === 'image');
    return [
      {
        kind: tokens[i - 1]?.tag ?? '',
        code: parts
          .filter(({ type }) => type === 'code_inline')
          .map(({ content }) => content)
          .sort(),
        links: parts
          .map((part) => part.attrGet('href') ?? part.attrGet('src'))
          .filter((link) => link !== null),
        numbers: words.flatMap(({ content }) => numbersIn(content)).sort(),
      },
    ];
  });
}

const linesOf = (code: string): string[] =>
  code
    .trimEnd()
    .split('\n')
    .map((line) => line.replace(/(^|\s+)(#|\/\/) .*$/, ''));

const numbersIn = (words: string): string[] =>
  [...words.matchAll(/\d+([.,]\d+)*(e-?\d+)?/g)].map(([number]) => number.replaceAll(',', '.'));

/** The commands that a README tells its reader to type, each once. */
export function commandsOf(file: string): string[] {
  const isCommand = (code: string) => /^npm (start|test|run|install)\b/.test(code);
  const code = blocksOf(file)
    .filter(({ kind }) => !kind.startsWith('fence') || kind === 'fence sh')
    .flatMap(({ code }) => code);
  return [...new Set(code.filter(isCommand))];
}
