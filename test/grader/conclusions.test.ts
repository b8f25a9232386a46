import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { exercise } from '../../exercises/average-weights/exercise';
import { marking } from '../../exercises/average-weights/marking';
import type { Conclusions } from '../../exercises/exercise';
import * as reading from '../../grader/reading/read-conclusions';
import type { Cell } from '../../grader/submission/cell';

const conclusions = exercise.conclusions as Conclusions;
const readConclusions = (cells: Cell[]) =>
  reading.readConclusions(cells, conclusions, marking.typicalStatements);
const cell = (source: string, tags = ['exercise-2-conclusions']): Cell => ({
  number: 9,
  kind: 'markdown',
  source,
  tags,
});
const stub = `### Conclusions from exercise 2

*Replace this text by your conclusions (a few sentences).* What does the mean of the outputs tend to, and what the output of the mean parameters? Does the difference vanish with more draws, and why? What became of the uncertainty band? What if the members came from independent trainings? Support it with numbers from the cells above.`;
const own =
  'The mean of the outputs tends to E[f(w)], the output of the mean weights to f(E[w]), and these differ for a net that is not linear.';

test('every sentence of the stub stands in the lecture', () => {
  const lecture = readFileSync(join(__dirname, '../../lecture/01-bayesian-neural-networks.mts'), 'utf8');
  expect(conclusions.stub.filter((sentence) => !lecture.includes(sentence))).toEqual([]);
});

describe('readConclusions()', () => {
  test.each([
    ['missing', [], ''],
    ['untouched', [cell(stub)], ''],
    ['short', [cell('They differ.')], 'They differ.'],
    ['answered', [cell(own)], own],
    ['answered', [cell(`${stub}\n\n${own}`)], own],
    ['answered', [cell(`### Conclusions from exercise 2\n\n${own}`, [])], own],
  ])('tells %s', (state, cells, text) => {
    const found = readConclusions(cells);
    expect(found.state).toBe(state);
    expect(found.text).toContain(text);
  });

  test.each([
    ['Both are equal because the mean is linear.', 'mean is linear'],
    ['Wyniki są takie same, bo średnia jest liniowa.', 'mean is linear'],
    ['The gap closes with more draws.', 'gap closes'],
    ['Różnica znika, gdy losowań jest więcej.', 'gap closes'],
    ['The average keeps the uncertainty of the ensemble.', 'keeps the uncertainty'],
    ['It fails because hidden units are permuted.', 'permuted'],
  ])('points out %j', (sentence, about) => {
    const { statements } = readConclusions([cell(`${sentence} ${own}`)]);
    expect(statements.map(({ en }) => en).join()).toContain(about);
  });

  test('points out nothing in a right conclusion', () => {
    expect(readConclusions([cell(own)]).statements).toEqual([]);
  });
});
