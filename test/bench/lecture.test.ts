import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { sameWork } from '../../bench/lecture-agreement';
import {
  counting,
  countsCell,
  originalCells,
  pythonLecture,
  solvedLecture,
} from '../../bench/lecture-notebooks';
import type { CellRun } from '../../bench/notebook-client';
import { textOf } from '../../wire/notebook';

const file = (...path: string[]) => readFileSync(join(__dirname, '../..', ...path), 'utf8');
const python = pythonLecture(file('bench/lecture.py'));
const solved = solvedLecture(file('solutions/en/01-bayesian-neural-networks.ipynb'));
const tags = (cell: { metadata: Record<string, unknown> }) => cell.metadata.tags ?? [];

describe('the lecture in Python', () => {
  it('has the code cells of the solved notebook, in its order and with its tags', () => {
    expect(python.cells.map(({ id, ...cell }) => [id, tags(cell)])).toEqual(
      solved.cells.map(({ id, ...cell }) => [id, tags(cell)]),
    );
  });

  it('gives the Python graders the cells that mirror the original lecture', () => {
    const mirrored = originalCells(python).cells.flatMap(({ metadata }) => metadata.tags as string[]);
    const expected = Array.from({ length: 15 }, (_, k) => `lecture-${String(k + 1).padStart(2, '0')}`);
    expect(mirrored.filter((tag) => tag.startsWith('lecture-'))).toEqual(expected);
  });

  it('is counted by a cell before and one after it, and else unchanged', () => {
    const { cells } = counting(python, 'python');
    expect(cells.slice(1, -1)).toEqual(python.cells);
    expect(cells.at(-1)?.id).toBe(countsCell);
    expect(textOf(cells[0]?.source ?? '')).toContain('register_optimizer_step_post_hook');
  });
});

describe('sameWork()', () => {
  const cell = (id: string, text: string, some: Partial<CellRun> = {}): CellRun => {
    return { id, figures: 0, redraws: 0, tables: 0, entries: [], seconds: 1, text, ...some };
  };
  const counts = (steps: number, draws: number, sineSteps = 3) =>
    cell(countsCell, JSON.stringify({ steps, draws, sineSteps }));
  const table = { tables: 1, entries: ['MLE', '0.5 … 0.7', '1,000'] };
  const ours = [cell('fit', 'loss 0.5\n\nloss 1e-3\n', { figures: 2 }), cell('end', '', table)];

  it('adds up what both did, printed numbers apart from what they are', () => {
    const others = { tables: 1, entries: ['MLE', '0.1 … 0.2', '9,999'] };
    const theirs = [cell('fit', 'loss 0.7\nloss 0.25\n', { figures: 2 }), cell('end', '', others)];
    expect(sameWork([...ours, counts(5, 7)], [...theirs, counts(5, 7)])).toEqual({
      steps: 5,
      draws: 7,
      sineSteps: 3,
      figures: 2,
      redraws: 0,
      tables: 1,
      entries: 3,
      lines: 2,
      values: 6,
    });
  });

  it.each([
    ['a figure less', { figures: 1 }, 'fit has 2 figures here and 1 in Python'],
    ['a redraw more', { redraws: 1 }, 'fit has 0 redraws here and 1 in Python'],
    ['another number of values', { text: 'loss 0.5 1\nloss 2' }, 'fit has 2 values here and 3 in Python'],
    ['another number of lines', { text: 'loss 0.5 2' }, 'fit has 2 lines here and 1 in Python'],
    ['a table more', { tables: 1 }, 'fit has 0 tables here and 1 in Python'],
    ['another number of entries', { entries: ['MLE'] }, 'fit has 0 entries here and 1 in Python'],
    ['a value more in a table', { entries: ['0.5'] }, 'fit has 2 values here and 3 in Python'],
  ])('refuses %s', (_, change, words) => {
    const theirs = ours.map((one) => (one.id === 'fit' ? { ...one, ...change } : one));
    expect(() => sameWork([...ours, counts(5, 7)], [...theirs, counts(5, 7)])).toThrow(words);
  });

  it('refuses other steps, other draws, a missing cell, and counts that are not there', () => {
    const all = [...ours, counts(5, 7)];
    expect(() => sameWork(all, [...ours, counts(4, 7)])).toThrow('5 steps here and 4 in Python');
    expect(() => sameWork(all, [...ours, counts(5, 8)])).toThrow('7 draws here and 8 in Python');
    expect(() => sameWork(all, [...ours, counts(5, 7, 2)])).toThrow('3 sineSteps here and 2 in Python');
    expect(() => sameWork(all, all.slice(1))).toThrow('the cell fit is only in TypeScript');
    expect(() => sameWork(ours, ours)).toThrow('undefined steps');
  });
});
