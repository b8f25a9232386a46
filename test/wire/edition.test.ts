import { expect, test } from 'vitest';
import { generateNotebook, lectureNotebooks } from '../../generator/editions';
import { fateOfCopy, isUntouched, markOf, saidBy } from '../../wire/edition';
import type { Notebook } from '../../wire/notebook';

const root = process.cwd();
const [student] = lectureNotebooks(root).filter(({ edition }) => edition === 'student');
const published = (): Notebook => generateNotebook(root, student!);

test('markOf() reads what the generator wrote', () =>
  expect(markOf(published())).toEqual({
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
    lecture: '01-bayesian-neural-networks',
  }));

test('markOf() is undefined for a notebook that is no lecture’s', () =>
  expect(markOf({ ...published(), metadata: {} })).toBeUndefined());

test('isUntouched() agrees with the generator’s fingerprint', async () =>
  expect(await isUntouched(published())).toBe(true));

test('isUntouched() does not mind outputs, counts and how texts are stored', async () => {
  const notebook = published();
  for (const cell of notebook.cells) {
    if (cell.cell_type === 'code')
      Object.assign(cell, {
        execution_count: 3,
        outputs: [{ output_type: 'stream', name: 'stdout', text: 'x' }],
      });
    cell.source = (cell.source as string).match(/[^\n]*\n|[^\n]+/g) ?? [];
  }
  expect(await isUntouched(notebook)).toBe(true);
});

test.each<[string, (notebook: Notebook) => void]>([
  ['a changed letter', ({ cells }) => (cells[5]!.source += ' ')],
  ['a new cell', ({ cells }) => void cells.push({ ...cells[0]!, source: 'mine' })],
  ['a removed cell', ({ cells }) => void cells.pop()],
  ['another order', ({ cells }) => void cells.reverse()],
])('isUntouched() is false after %s', async (_, change) => {
  const notebook = published();
  const before = saidBy(notebook);
  change(notebook);
  expect(await isUntouched(notebook)).toBe(false);
  expect(saidBy(notebook)).not.toBe(before);
});

test('fateOfCopy() lets a copy of this edition be, renews an untouched one, and keeps work', async () => {
  const later = published();
  later.metadata.bayes_notebooks = { fingerprint: '0123456789abcdef', lecture: '01' };
  const written = published();
  written.cells.pop();
  expect(await fateOfCopy(written, published())).toBe('current');
  expect(await fateOfCopy(published(), later)).toBe('renewed');
  expect(await fateOfCopy(written, later)).toBe('kept');
  expect(await fateOfCopy({ ...published(), metadata: {} }, later)).toBe('kept');
});
