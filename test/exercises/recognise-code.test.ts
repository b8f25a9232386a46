import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { exercises } from '../../exercises/catalogue/catalogue';
import { recognise } from '../../exercises/recognise';
import { withoutComments } from '../../exercises/self-check/without-comments';

describe('withoutComments()', () => {
  test.each([
    ['a; // getWeights()\nb;', 'a;  \nb;'],
    ['a /* getWeights()\n * // */ b', 'a   b'],
    ['a /* not closed', 'a  '],
    ['"// no" /* yes */', '"// no"  '],
    ['\'/* no\' + "*/"', '\'/* no\' + "*/"'],
    ['`https://no` // yes', '`https://no`  '],
    ["'it\\'s // no'", "'it\\'s // no'"],
    ["'not closed // yes\n// yes", "'not closed // yes\n "],
    ['a / b / c', 'a / b / c'],
    ['a /**/ b /***/ c', 'a   b   c'],
  ])('of %j is %j', (code, bare) => expect(withoutComments(code)).toBe(bare));

  test('leaves code that has none as it is, and takes out what the compiler takes for comments', () => {
    const part = fc.constantFrom(
      'a',
      ' ',
      '\n',
      '"s"',
      "'/*'",
      '"//"',
      '`t`',
      '/* c */',
      '// c\n',
      '+',
      '(',
      ')',
    );
    fc.assert(
      fc.property(fc.array(part, { maxLength: 30 }), (parts) => {
        const scanner = ts.createScanner(ts.ScriptTarget.ES2022, true, ts.LanguageVariant.Standard);
        const tokens = (code: string) => {
          scanner.setText(code);
          const found: string[] = [];
          while (scanner.scan() !== ts.SyntaxKind.EndOfFileToken) found.push(scanner.getTokenText());
          return found;
        };
        const code = parts.join('');
        const bare = withoutComments(code);
        expect(tokens(bare)).toEqual(tokens(code));
        expect(withoutComments(bare)).toBe(bare);
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

// Anything quadratic would take hours on these, and end by the time limit that all tests have.
const pieces = [
  '/*',
  '*/',
  '/',
  '//',
  "'",
  '"',
  '`',
  '\\',
  "'\\",
  '/*\n',
  'getWeights',
  'getWeights ',
  'getWeights(',
  'getWeights( ',
  'getWeights() ',
  '% ',
  '%',
  'predictWith',
  'predictWith)',
  'predictWith ',
  'weightLogSigma',
  ' ',
  '\n',
  '(',
];
const hostile: [what: string, code: string][] = [
  ...pieces.map((piece): [string, string] => [
    `${piece} again and again`,
    piece.repeat(4_000_000 / piece.length),
  ]),
  ...['"', "'", '`', '//', '/*'].map((start): [string, string] => [
    `${start} and no end`,
    start + 'a'.repeat(4_000_000),
  ]),
];

describe('takes time linear in the code', () => {
  test.each(hostile)('withoutComments() of %j', (_, code) => {
    expect(withoutComments(code).length).toBeLessThanOrEqual(code.length + 1);
  });

  test.each(hostile)('every recogniser on %j', (_, code) => {
    for (const start of ['', 'getWeights', 'predictWith', '/*'])
      for (const { publicChecks, recognisers, misconceptions } of exercises) {
        const outcomes = publicChecks.map(({ calls }) =>
          calls.map(() => ({ kind: 'error', message: '', cpuSeconds: 0 }) as const),
        );
        const found = recognise(publicChecks, outcomes, start + code, recognisers);
        if (found !== undefined) expect(misconceptions).toHaveProperty(found);
      }
  });
});
