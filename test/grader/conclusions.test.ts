import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exercise } from '../../exercises/average-weights/exercise';
import type { Conclusions } from '../../exercises/exercise';
import * as reading from '../../grader/marking/read-conclusions';
import type { Cell } from '../../grader/submission/cell';

const conclusions = exercise.conclusions as Conclusions;
const read = (...cells: Cell[]) => reading.readConclusions(cells, conclusions);
const readConclusions = (...cells: Cell[]) => read(...cells).review;
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

describe('readConclusions() tells', () => {
  test.each<[string, Cell[], string]>([
    ['missing', [], ''],
    ['missing', [cell('Something else.', [])], ''],
    ['untouched', [cell(stub)], ''],
    ['untouched', [cell(stub.replaceAll(' ', '\n'))], ''],
    ['untouched', [cell(stub.replaceAll('? ', '?\n\n1. ').replace('.* ', '.*\n\n1. '))], ''],
    ['untouched', [cell(stub), cell(stub)], ''],
    ['short', [cell('They differ.')], 'They differ.'],
    ['short', [cell(`${stub}\n\nNo.`)], 'No.'],
    ['answered', [cell(own)], own],
    ['answered', [cell(`${stub}\n\n${own}`)], own],
    ['answered', [cell(`${stub} ${own}`)], own],
    ['answered', [cell(`${own}\n\n${stub}`)], own],
    ['answered', [cell(`### Conclusions from exercise 2\n\n${own}`, [])], own],
    ['answered', [cell(stub), cell(own)], own],
    ['answered', [cell(stub.replace('a few sentences).*', `a few sentences).* ${own}`))], own],
  ])('%s (%#)', (state, cells, text) => {
    expect(readConclusions(...cells)).toEqual({ id: 'exercise-2-conclusions', state, text });
  });
});

describe('readConclusions() keeps a question of the stub that is answered by itself', () => {
  test('below it', () => {
    const text = `Does the difference vanish with more draws, and why?\nNo: ${own}\n\nWhat became of the uncertainty band?\n\nIt is gone, since one function has no spread at all.`;
    expect(readConclusions(cell(text))).toMatchObject({ state: 'answered', text });
    expect(readConclusions(cell(`${stub}\n\n${text}`))).toMatchObject({ state: 'answered', text });
  });

  test('behind it, in a list, as a heading, in Polish', () => {
    const behind = `1. Does the difference vanish with more draws, and why? No: ${own}\n2. What became of the uncertainty band? It is gone.`;
    expect(readConclusions(cell(behind)).text).toBe(behind);
    const headings = `#### Czy różnica znika, gdy losowań jest więcej, i dlaczego?\n\nNie znika, bo sieć nie jest liniowa.`;
    expect(readConclusions(cell(headings))).toMatchObject({
      state: 'short',
      text: 'Czy różnica znika, gdy losowań jest więcej, i dlaczego?\n\nNie znika, bo sieć nie jest liniowa.',
    });
  });

  test('and counts none of its words as theirs', () => {
    const questions = conclusions.stub.filter((sentence) => sentence.endsWith('?'));
    expect(readConclusions(cell(questions.join('\n\n')))).toMatchObject({ state: 'untouched', text: '' });
    expect(readConclusions(cell(questions.map((question) => `${question}\n\nNo.`).join('\n\n'))).state).toBe(
      'short',
    );
  });
});

test('readConclusions() keeps every word of a student, wherever it stands among the sentences of the stub', () => {
  const sentence = fc.constantFrom(...conclusions.stub);
  const word = fc.constantFrom('nie', 'znika', 'E[f(w)]', '0,05', 'żółć', '**ważne**', '\n', '> cytat');
  fc.assert(
    fc.property(fc.array(fc.oneof(sentence, word), { maxLength: 40 }), (parts) => {
      const { text } = readConclusions(cell(parts.join(' ')));
      const words = (from: string): string[] => [...(from.match(/[\p{L}\p{N}]+/gu) ?? [])];
      const theirs = parts.filter((part) => !conclusions.stub.includes(part)).flatMap(words);
      const found = words(text);
      // in order, though questions may stand between
      for (const one of theirs) {
        expect(found).toContain(one);
        found.splice(0, found.indexOf(one) + 1);
      }
    }),
    { seed: 1, numRuns: 300 },
  );
});

test('readConclusions() keeps the beginning of a long text and says so', () => {
  const { review, notes } = read(cell(`${own} ${'x'.repeat(reading.keptCharacters)}`));
  expect(review.text).toHaveLength(reading.keptCharacters + 2);
  expect(review.text).toMatch(/^The mean of the outputs .*x …$/);
  expect(notes.map(({ en }) => en)).toEqual([
    `exercise-2-conclusions: the first 20000 of ${own.length + 1 + reading.keptCharacters} characters are shown, the whole stands in the hand-in`,
  ]);
  const emoji = read(cell(`${'a'.repeat(reading.keptCharacters - 1)}😀${own}`)).review;
  expect(emoji.text).toBe(`${'a'.repeat(reading.keptCharacters - 1)} …`);
  expect(read(cell(own)).notes).toEqual([]);
});

// Anything quadratic would take hours on these, and end by the time limit that all tests have.
describe('readConclusions() takes time linear in the text', () => {
  const million = 1_000_000;
  test.each<[string, () => Cell[]]>([
    ['words', () => [cell('mean keep '.repeat(million))]],
    ['short sentences', () => [cell('a b. '.repeat(4 * million))]],
    ['sentences of the stub', () => [cell(stub.repeat(4000))]],
    [
      'questions with answers',
      () => [cell('What became of the uncertainty band?\n\nGone.\n\n'.repeat(50_000))],
    ],
    [
      'beginnings of the stub',
      () => [cell('Does the difference vanish with more draws, and '.repeat(100_000))],
    ],
    ['one word of the stub and spaces', () => [cell(`Does ${' '.repeat(4 * million)}`)]],
    ['words of the stub and spaces', () => [cell(`Does the${' '.repeat(2000)}`.repeat(2000))]],
    ['spaces', () => [cell(' '.repeat(4 * million))]],
    ['line feeds', () => [cell('\n'.repeat(4 * million))]],
    ['line feeds and spaces', () => [cell('\n '.repeat(2 * million))]],
    ['line feeds and marks', () => [cell('\n* '.repeat(million))]],
    ['marks', () => [cell('*'.repeat(4 * million))]],
    ['marks and spaces', () => [cell('* '.repeat(2 * million))]],
    ['digits', () => [cell('1'.repeat(4 * million))]],
    ['list numbers', () => [cell('1. \n'.repeat(million))]],
    ['one word', () => [cell('ż'.repeat(4 * million))]],
    ['tagged cells', () => Array.from({ length: 50_000 }, () => cell('a b c'))],
    ['cells without a tag', () => Array.from({ length: 50_000 }, () => cell(`${stub} No.`, []))],
  ])('%s', (_, cells) => {
    const { text } = readConclusions(...cells());
    expect(text.length).toBeLessThanOrEqual(reading.keptCharacters + 2);
  });
});
