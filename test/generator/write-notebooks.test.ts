import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { lectureNotebooks } from '../../generator/editions';
import { writeNotebooks } from '../../generator/write-notebooks';
import { textOf } from '../../wire/notebook';
import { changeNotebook, pretendExecuted, projectCopy, readNotebook } from './project-copy';

const lecturePath = 'lecture/01-bayesian-neural-networks.mts';
const student = 'notebooks/en/01-bayesian-neural-networks.ipynb';
const solved = 'solutions/en/01-bayesian-neural-networks.ipynb';
const never = async () => {
  throw new Error('nothing was edited, so nothing is to be asked');
};

/** Changes a word of the lecture, as a lecturer would. */
function editLecture(root: string, from: string, to: string): void {
  const path = join(root, lecturePath);
  const source = readFileSync(path, 'utf8');
  expect(source).toContain(from);
  writeFileSync(path, source.replace(from, to));
}

describe('writeNotebooks()', () => {
  test('writes the same bytes every time', async () => {
    const [one, other] = [projectCopy(), projectCopy()];
    await writeNotebooks(one, never);
    await writeNotebooks(other, never);
    for (const { path } of lectureNotebooks(one)) {
      expect(readFileSync(join(one, path), 'utf8')).toBe(readFileSync(join(other, path), 'utf8'));
    }
    const again = await writeNotebooks(one, never);
    expect(again.map(({ action }) => action)).toEqual(lectureNotebooks(one).map(() => 'unchanged'));
  });

  test('leaves an edited student copy alone unless it may replace it, and then backs it up', async () => {
    const root = projectCopy();
    await writeNotebooks(root, never);
    changeNotebook(root, student, (notebook) => {
      const cell = notebook.cells.find(({ id }) => id === 'exercise-1');
      if (cell) cell.source = 'const mine = 1;';
    });
    const edited = readFileSync(join(root, student), 'utf8');

    const asked: string[] = [];
    await writeNotebooks(root, async (path) => asked.push(path) < 0);
    expect(asked).toEqual([student]);
    expect(readFileSync(join(root, student), 'utf8')).toBe(edited);

    const results = await writeNotebooks(root, async () => true);
    const { action, backup = '' } = results.find(({ path }) => path === student) ?? {};
    expect(action).toBe('written');
    expect(readFileSync(join(root, backup), 'utf8')).toBe(edited);
    expect(readFileSync(join(root, student), 'utf8')).not.toContain('const mine');
  });

  test('never overwrites an earlier backup', async () => {
    const root = projectCopy();
    for (const mine of ['one', 'two']) {
      await writeNotebooks(root, async () => true);
      changeNotebook(root, student, (notebook) => {
        notebook.cells[0] = { cell_type: 'markdown', metadata: {}, source: mine };
      });
    }
    await writeNotebooks(root, async () => true);
    const backups = [1, 2].map((number) => student.replace('.ipynb', `.backup-${number}.ipynb`));
    const texts = backups.map((path) => textOf(readNotebook(root, path).cells[0]?.source ?? ''));
    expect(texts).toEqual(['one', 'two']);
  });

  test('counts a student copy that does not parse as edited', async () => {
    const root = projectCopy();
    await writeNotebooks(root, never);
    writeFileSync(join(root, student), '{ "cells": [');
    await writeNotebooks(root, async () => false);
    expect(readFileSync(join(root, student), 'utf8')).toBe('{ "cells": [');
  });

  test('replaces without asking what was run, but not edited, when the lecture changes', async () => {
    const root = projectCopy();
    await writeNotebooks(root, never);
    changeNotebook(root, student, (notebook) => {
      for (const cell of notebook.cells) if (cell.cell_type === 'code') cell.execution_count = 1;
    });
    editLecture(root, '# Bayesian neural networks\n', '# Bayesian nets\n');
    await writeNotebooks(root, never);
    expect(textOf(readNotebook(root, student).cells[0]?.source ?? '')).toMatch(/^# Bayesian nets/);
    expect(existsSync(join(root, student.replace('.ipynb', '.backup-1.ipynb')))).toBe(false);
  });

  test('keeps the outputs of unchanged code and drops those of changed code', async () => {
    const root = projectCopy();
    await writeNotebooks(root, never);
    pretendExecuted(root);
    const before = readNotebook(root, solved);
    editLecture(root, 'const klWeight = 0.01;', 'const klWeight = 0.02;');
    await writeNotebooks(root, never);
    for (const [index, cell] of readNotebook(root, solved).cells.entries()) {
      if (cell.cell_type !== 'code') continue;
      expect(cell.outputs).toEqual(cell.id === 'bayesian-fit' ? [] : before.cells[index]?.outputs);
    }
  });
});
