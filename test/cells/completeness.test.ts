// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells are written as texts here
import fc from 'fast-check';
import ts from 'typescript';
import { describe, expect, it } from 'vitest';
import { tokensOf } from '../../cells/cell-tokens';
import { completenessOf } from '../../cells/completeness';
import { ambiguousForms, lectureCells, libraryFiles } from './code-cells';

const programs = [...lectureCells(), ...ambiguousForms];

/** Where a program can be cut in two between its tokens. */
function cuts(program: string): number[] {
  return tokensOf(ts.createSourceFile('/p.ts', program, ts.ScriptTarget.ES2022, true)).map(({ end }) => end);
}

describe('completenessOf() of a valid program', () => {
  it.each(programs)('is complete at its end: %j', (program) => {
    expect(completenessOf(program)).toEqual({ status: 'complete' });
  });

  it.each(ambiguousForms)('is not invalid at any cut between tokens: %j', (program) => {
    const beginnings = cuts(program).map((end) => program.slice(0, end));
    expect(beginnings.filter((beginning) => completenessOf(beginning).status === 'invalid')).toEqual([]);
  });

  // The rest of the program is the proof that the beginning can go on.
  it('is not invalid at cuts of any, behind other programs and with a comment at the end', () => {
    const begun = fc
      .tuple(fc.subarray(ambiguousForms, { maxLength: 2 }), fc.constantFrom(...programs, ...libraryFiles()))
      .map(([before, program]) => [...before, program].join('\n'))
      .chain((program) => fc.constantFrom(...cuts(program)).map((end) => program.slice(0, end)));
    const trailing = fc.constantFrom('', ' ', '\n', ' // and then', '\n\n', ' /* and */');
    fc.assert(
      fc.property(begun, trailing, (beginning, end) => {
        expect(completenessOf(beginning + end).status).not.toBe('invalid');
      }),
      { seed: 3, numRuns: 600 },
    );
  });

  it('is not complete where a bracket, a quotation or a comment is open', () => {
    const open = fc.constantFrom('f(', '[', 'if (a) {', '`', '`${', '/*', '({ a: ', 'x = (');
    fc.assert(
      fc.property(fc.constantFrom(...programs), open, (program, end) => {
        expect(completenessOf(`${program}\n;${end}`).status).toBe('incomplete');
      }),
      { seed: 4, numRuns: 400 },
    );
  });
});

describe('completenessOf()', () => {
  it.each([
    '',
    '   \n',
    '// only a comment',
    '/* only a comment */',
    '1',
    '1 + 1;',
    "console.log('hello')",
    'const x = 1',
    'if (x) y()',
    'if (x) { y() } else { z() }',
    'f\n  .g()',
    'await f()',
    'await (x)',
    'for await (const x of y) f(x)',
    'return',
    'let x: number',
    'x = `a\nb`',
    'class A {}',
    'type A = number',
    "import { tf } from 'bayes-notebooks'",
    'export const x = 1',
    'declare const x: number',
    'declare function f(): void',
    'function f(): void;',
    'let x',
    'async',
    '!ls',
    'print(1)',
    'a; b; c',
    'const s = "a\\\nb"',
    "'use strict'",
    'x = /[/]/',
    'async () => {}',
  ])('takes %j for complete', (code) => {
    expect(completenessOf(code)).toEqual({ status: 'complete' });
  });

  it.each([
    ['console.log(`hello ', ''],
    ['const x = ', '  '],
    ['const x =', '  '],
    ['function f() {', '  '],
    ['function f() {\n', '  '],
    ['function f() {\n  const x = 1;\n', '  '],
    ['function f() {\n  const x =\n', '    '],
    ['function f() {\n  if (x) {\n    y();\n  }\n', '  '],
    ['function f(x: number,', '  '],
    ['function f()', '  '],
    ['function', '  '],
    ['if (x)', '  '],
    ['if (x) {\n  y();\n} else', '  '],
    ['if (x', '  '],
    ['for (const x of y)', '  '],
    ['for (;;', '  '],
    ['while (true)', '  '],
    ['do {', '  '],
    ['do { x++ }', '  '],
    ['try {', '  '],
    ['try { f() }', '  '],
    ['switch (x) {\n  case 1:', '  '],
    ['const f = (x) =>', '  '],
    ['const f = (x, y: number', '  '],
    ['const f = async x', '  '],
    ['[1, 2, 3].map((x) =>', '  '],
    ['tf.sequential({\n  layers: [\n', '    '],
    ['tf.sequential({\n  layers: [\n    tf.layers.dense(\n', '      '],
    ['tf.tidy(() => {\n  const x = tf.ones([2]);\n', '  '],
    ['f(', '  '],
    ['f(1,', '  '],
    ['f(\n  1,\n', '  '],
    ['{', '  '],
    ['[1,', '  '],
    ['({ a: 1,', '  '],
    ['x +', '  '],
    ['x &&', '  '],
    ['x ? y', '  '],
    ['x ? y :', '  '],
    ['x.', '  '],
    ['x?.', '  '],
    ['f()\n  .', '  '],
    ['new', '  '],
    ['typeof', '  '],
    ['@dec', '  '],
    ['@dec()\nclass A {', '  '],
    ['class A', '  '],
    ['class A {\n  x = 1;', '  '],
    ['interface A {', '  '],
    ['type A =', '  '],
    ['type A = { a: number', '  '],
    ['enum A {', '  '],
    ['let x: Map<string,', '  '],
    ['new Map<string, number[]', '  '],
    ['f<', '  '],
    ['/* a comment', ''],
    ['x = 1; /* a comment\n', ''],
    ['/** docs', ''],
    ['x = `a${', '  '],
    ['x = `a${b} c\n', ''],
    ['x = 1 + // and', '  '],
    ['import { tf } from', '  '],
    ['import {', '  '],
    ['export', '  '],
    ['export default', '  '],
    ['import os', '  '], // from 'node:os'
    ['const x', '  '],
    ['x = `${`}', ''],
    ['function f(x: string): string', '  '],
    ["const s = 'abc\\", '  '],
    ['\tif (x) {', '\t  '],
  ] as const)('takes %j for incomplete and indents by %j', (code, indent) => {
    expect(completenessOf(code)).toEqual({ status: 'incomplete', indent });
  });

  it.each([
    'import = 7q',
    '7q',
    '}',
    ')',
    'f(]',
    'f())',
    'const 1 = 2',
    'const x = ;',
    'let let = = 1',
    'if if',
    'if (x)) {',
    'x = 1 2',
    'a b c',
    'else',
    'case 1:',
    'catch (e) {}',
    'function (',
    'function 1() {',
    "const s = 'abc",
    'const s = "abc\n"',
    'const r = /abc',
    'const r = /abc\n/',
    'for (x of) {',
    'for x in y:',
    'def f(x):',
    'from os import path',
    '%time x',
    '# a comment',
    '?x',
    'x = {a: 1, b 2}',
    'x = [1, 2}',
    'x === = y',
    '=> x',
    '(x, ) ) => x',
    'f(1,, 2)',
    '1 +* 2',
    'var 2x = 1',
    'x = "a" "b"',
    'switch (x) { if',
    'type = = 1',
    'import { a } form "b"',
    'export 1',
    'new = 1',
    'let [a = 1;',
    '({ a: 1; b: 2 })',
    'while x {',
    'if x:',
    'lambda x: x',
    'x = y if z else w',
    'f(a: b c',
    'a ? b ; c',
    '\u0000',
    'x = 0b2',
    'x = 1__0',
  ])('takes %j for invalid', (code) => {
    expect(completenessOf(code)).toEqual({ status: 'invalid' });
  });

  it('answers for a long wrong text', () => {
    expect(completenessOf(`${lectureCells().join('\n')}\n((((((((((([[[[[[{ a b c`).status).toBe('invalid');
  });
});
