import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lectures } from '../../../exercises/catalogue/catalogue';
import { writeStudentNotebooks } from '../../../generator/site/student-notebooks';
import { parseNotebook } from '../../../wire/notebook';

const root = join(__dirname, '../../..');
const folder = mkdtempSync(join(tmpdir(), 'student-notebooks-'));
beforeAll(() => writeStudentNotebooks(root, folder));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the notebooks of the site', () => {
  test('are those of all lectures in both languages, side by side', () => {
    const names = lectures.flatMap(({ files }) => [`${files.en}.ipynb`, `${files.pl}.ipynb`]);
    expect(readdirSync(folder).sort()).toEqual(names.sort());
  });

  test('are untouched, have no outputs and open with the kernel of the tab', () => {
    for (const file of readdirSync(folder)) {
      const text = readFileSync(join(folder, file), 'utf8');
      expect(text).toContain('return undefined;');
      const { cells, metadata } = parseNotebook(text);
      expect(metadata.kernelspec).toMatchObject({ name: 'bayes-tslab' });
      expect(cells.flatMap((cell) => (cell.cell_type === 'code' ? cell.outputs : []))).toEqual([]);
    }
  });
});
