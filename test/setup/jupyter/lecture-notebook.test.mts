import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lectureNotebooks } from '../../../setup/jupyter/lecture-notebook.mjs';

let root: string;
beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'bayes-lectures-'));
});
afterEach(() => rmSync(root, { recursive: true }));

/** Writes a notebook; `lecture` into its metadata where it is given. */
function write(file: string, lecture?: string): void {
  const metadata = lecture === undefined ? {} : { bayes_notebooks: { lecture } };
  mkdirSync(path.dirname(path.join(root, file)), { recursive: true });
  writeFileSync(
    path.join(root, file),
    JSON.stringify({ cells: [], metadata, nbformat: 4, nbformat_minor: 5 }),
  );
}
const lectures = (solved = false) => [...lectureNotebooks('en', { root, solved })];

describe('lectureNotebooks()', () => {
  it('finds each lecture by the digits of its name', () => {
    write('notebooks/en/02-other-roads.ipynb');
    write('notebooks/en/01-bayesian-neural-networks.ipynb');
    write('notebooks/en/Untitled.ipynb');
    write('notebooks/pl/03-inny.ipynb');
    write('solutions/en/02-other-roads.ipynb');
    expect(lectures()).toEqual([
      [1, 'notebooks/en/01-bayesian-neural-networks.ipynb'],
      [2, 'notebooks/en/02-other-roads.ipynb'],
    ]);
    expect(lectures(true)).toEqual([[2, 'solutions/en/02-other-roads.ipynb']]);
  });

  it('believes what a notebook says of itself before its name', () => {
    write('notebooks/en/my answers.ipynb', '02-other-roads');
    write('notebooks/en/2026-03-01.ipynb', '01-bayesian-neural-networks');
    expect(lectures()).toEqual([
      [1, 'notebooks/en/2026-03-01.ipynb'],
      [2, 'notebooks/en/my answers.ipynb'],
    ]);
  });

  it.each(['-Copy1', ' (1)', ' copy', '.backup-1'])(
    'prefers the notebook without %j in its name',
    (suffix) => {
      write(`notebooks/en/02-other-roads${suffix}.ipynb`, '02-other-roads');
      expect(lectures()).toEqual([[2, `notebooks/en/02-other-roads${suffix}.ipynb`]]);
      write('notebooks/en/02-other-roads.ipynb', '02-other-roads');
      expect(lectures()).toEqual([[2, 'notebooks/en/02-other-roads.ipynb']]);
    },
  );

  it('goes by the name of a notebook that cannot be read, and finds none where there is no folder', () => {
    expect(lectures()).toEqual([]);
    mkdirSync(path.join(root, 'notebooks/en'), { recursive: true });
    writeFileSync(path.join(root, 'notebooks/en/01-cut.ipynb'), '{"cells": [');
    expect(lectures()).toEqual([[1, 'notebooks/en/01-cut.ipynb']]);
  });
});
