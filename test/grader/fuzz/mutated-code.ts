import fc from 'fast-check';
import ts from 'typescript';

/** One change of code: at which token, and what is done there. */
interface Change {
  at: number;
  how: 'drop' | 'repeat' | 'swap' | 'replace' | 'wrap' | 'cut';
  by: string;
}

/** What is put in a token's place: what a person may mistype, and what a parser may stumble over. */
const pieces = [
  ...[
    '(',
    ')',
    '[',
    ']',
    '{',
    '}',
    '=>',
    '...',
    '?.',
    '??=',
    '#a',
    '@',
    '\\',
    '`',
    '`${',
    "'",
    '/',
    '<T>',
    ';',
    ',',
  ],
  ...[
    'async',
    'await',
    'yield',
    'class',
    'enum',
    'namespace',
    'import',
    'export',
    'default',
    'using',
    'static',
    'get',
  ],
  ...[
    'if',
    'else',
    'for',
    'while',
    'switch',
    'case',
    'try',
    'return',
    'throw',
    'delete',
    'new',
    'super',
    'this',
  ],
  ...[
    'klLoss',
    'averageWeights',
    '__proto__',
    'constructor',
    'arguments',
    'undefined',
    'module',
    'exports',
    'tf',
  ],
  ...[
    '0n',
    '1e999',
    '-0',
    'NaN',
    '/(a+)+$/',
    '\u2028',
    '\ud800',
    '\u202e',
    'żółć',
    '𝒳',
    '\0',
    '%%time',
    '<!--',
    '#!x',
  ],
];

const change: fc.Arbitrary<Change> = fc.record({
  at: fc.nat(),
  how: fc.constantFrom('drop', 'repeat', 'swap', 'replace', 'wrap', 'cut'),
  by: fc.constantFrom(...pieces),
});

/** Code of one of these, changed token by token: most of it no longer compiles, some of it still does. */
export const mutatedCode = (originals: readonly string[]): fc.Arbitrary<string> =>
  fc
    .tuple(fc.constantFrom(...originals), fc.array(change, { maxLength: 8 }))
    .map(([code, changes]) => changes.reduce(changed, tokensOf(code)).join(''));

function changed(tokens: string[], { at, how, by }: Change): string[] {
  const i = tokens.length === 0 ? 0 : at % tokens.length;
  const [before, own, after] = [tokens.slice(0, i), tokens[i] ?? '', tokens.slice(i + 1)];
  switch (how) {
    case 'drop':
      return [...before, ...after];
    case 'repeat':
      return [...before, ...Array.from({ length: 1 + (at % 40) }, () => own), ...after];
    case 'swap':
      return [...before, after[0] ?? '', own, ...after.slice(1)];
    case 'replace':
      return [...before, by, ...after];
    case 'wrap':
      return [...before, ...Array.from({ length: 1 + (at % 60) }, () => '('), own, ')', ...after];
    case 'cut':
      return before;
  }
}

/** The tokens, with the spaces between them. */
function tokensOf(code: string): string[] {
  const scanner = ts.createScanner(ts.ScriptTarget.ES2022, false, ts.LanguageVariant.Standard, code);
  const tokens: string[] = [];
  while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) tokens.push(scanner.getTokenText());
  return tokens;
}
