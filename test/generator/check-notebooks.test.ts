import { cpSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { checkNotebooks } from '../../generator/check-notebooks';
import { writeNotebooks } from '../../generator/write-notebooks';
import type { Notebook, NotebookCell, Output } from '../../wire/notebook';
import { changeNotebook, newFolder, pretendExecuted, projectCopy, projectRoot } from './project-copy';

const student = 'notebooks/pl/01-bayesowskie-sieci-neuronowe.ipynb';
const solved = 'solutions/pl/01-bayesowskie-sieci-neuronowe.ipynb';

const cellOf = (notebook: Notebook, id: string): NotebookCell => {
  const cell = notebook.cells.find((candidate) => candidate.id === id);
  if (!cell) throw new Error(`no cell ${id}`);
  return cell;
};
const figureOf = (cell: NotebookCell) =>
  cell.outputs?.find((output) => 'data' in output) as Extract<Output, { data: unknown }>;

describe('checkNotebooks()', () => {
  const prepared = newFolder();
  let root: string;
  beforeAll(async () => {
    await writeNotebooks(prepared, async () => true);
    pretendExecuted(prepared);
  });
  afterAll(() => rmSync(prepared, { recursive: true, force: true }));
  beforeEach(() => {
    root = projectCopy();
    cpSync(prepared, root, { recursive: true });
  });

  test('finds nothing in what was just written and run', () => {
    expect(checkNotebooks(root)).toEqual([]);
  });

  test('finds nothing in the committed solved notebooks', () => {
    expect(checkNotebooks(projectRoot).filter((complaint) => complaint.startsWith('solutions/'))).toEqual([]);
  });

  test.each<[string, string, (notebook: Notebook) => void, string]>([
    [
      'a changed source',
      student,
      (notebook) => {
        cellOf(notebook, 'data').source = 'const split = 1;';
      },
      'has another source',
    ],
    [
      'changed tags',
      student,
      (notebook) => {
        cellOf(notebook, 'exercise-1').metadata.tags = ['exercise-1'];
      },
      'has other tags',
    ],
    [
      "a cell's changed metadata",
      student,
      (notebook) => {
        cellOf(notebook, 'data').metadata.collapsed = true;
      },
      'has other metadata',
    ],
    [
      "the notebook's changed metadata",
      student,
      (notebook) => {
        notebook.metadata.kernelspec = { name: 'python3' };
      },
      'has other metadata',
    ],
    [
      'a missing cell',
      student,
      (notebook) => {
        notebook.cells.pop();
      },
      'cells instead of',
    ],
    [
      'an error',
      solved,
      (notebook) => {
        const error: Output = { output_type: 'error', ename: 'Error', evalue: 'no', traceback: [] };
        cellOf(notebook, 'data').outputs?.push(error);
      },
      'cell data ended with an error',
    ],
    [
      'text on stderr',
      solved,
      (notebook) => {
        cellOf(notebook, 'data').outputs?.push({ output_type: 'stream', name: 'stderr', text: 'no' });
      },
      'cell data ended with an error',
    ],
    [
      'a lost figure',
      solved,
      (notebook) => {
        cellOf(notebook, 'plot-predictions').outputs = [];
      },
      'cell plot-predictions lacks its figure',
    ],
    [
      'a figure without its picture',
      solved,
      (notebook) => {
        delete figureOf(cellOf(notebook, 'regression-fit')).data['image/png'];
      },
      'cell regression-fit lacks a PNG of its figure',
    ],
    [
      'a picture that is none',
      solved,
      (notebook) => {
        figureOf(cellOf(notebook, 'plot-predictions')).data['image/png'] = 'bm90aGluZw==';
      },
      'cell plot-predictions lacks a PNG of its figure',
    ],
    [
      'a cell that was never run',
      solved,
      (notebook) => {
        cellOf(notebook, 'data').execution_count = null;
      },
      'cell data was never run',
    ],
  ])('finds %s', (_what, path, change, complaint) => {
    changeNotebook(root, path, change);
    const found = checkNotebooks(root);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain(path);
    expect(found[0]).toContain(complaint);
  });

  test("finds a README's picture that is not the notebook's", () => {
    writeFileSync(join(root, 'docs/sine-fit.png'), 'another');
    const found = checkNotebooks(root);
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('docs/sine-fit.png is not its last figure of the sine');
  });

  test('does not compare outputs', () => {
    changeNotebook(root, solved, (notebook) => {
      cellOf(notebook, 'data').outputs = [{ output_type: 'stream', name: 'stdout', text: 'otherwise' }];
    });
    expect(checkNotebooks(root)).toEqual([]);
  });

  test('finds a notebook that is missing or does not parse', () => {
    rmSync(join(root, student));
    writeFileSync(join(root, solved), '{');
    const found = checkNotebooks(root);
    expect(found).toHaveLength(2);
    expect(found[0]).toBe(`${student}: is missing`);
    expect(found[1]).toContain(`${solved}: it is not valid JSON`);
  });
});
