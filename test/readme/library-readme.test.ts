import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as library from '../../lib';
import { root } from './readme-document';

const readme = readFileSync(join(root, 'lib/README.md'), 'utf8');
const [guide = '', comparison = ''] = readme.split('\n## ').slice(1);

/** Lines that are neither empty nor a comment. */
const linesOf = (code: string): number =>
  code.split('\n').filter((line) => /\S/.test(line) && !/^\s*(#|\/\/)/.test(line)).length;

/** The counts that the table says, by its rows. */
const said = Object.fromEntries(
  [...comparison.matchAll(/^\| (regression|classification) \| (\d+) \| (\d+) \| (\d+) \|$/gm)].map(
    ([, row, ...counts]) => [row, counts.map(Number)],
  ),
);

/** The lines of code of each block under a heading. */
function counted(heading: string): number[] {
  const [, section = ''] = comparison.split(`\n### ${heading}\n`);
  const [own = ''] = section.split('\n### ');
  return [...own.matchAll(/^```(?:ts|python)\n([\s\S]*?)^```/gm)].map(([, code = '']) => linesOf(code));
}

describe('lib/README.md', () => {
  test('names each function, class and object that the library exports, so that none is nobody’s', () => {
    const nameless = Object.keys(library).filter((name) => !new RegExp(`\\b${name}\\b`).test(guide));
    expect(nameless).toEqual([]);
  });

  test('calls no function that the library does not export', () => {
    const calls = [...guide.matchAll(/(?<![.\w])([a-z]\w*)\(/g)].map(([, name]) => name);
    expect(calls.length).toBeGreaterThan(20);
    expect(calls.filter((name = '') => !(name in library))).toEqual([]);
  });

  test.each(['Regression', 'Classification'])('counts the lines of %s as they stand', (heading) => {
    const [shared = Number.NaN] = counted('A layer of TensorFlow Probability');
    const [own, torchbnn, probability = Number.NaN] = counted(heading);
    expect([own, torchbnn, shared + probability]).toEqual(said[heading.toLowerCase()]);
  });
});
