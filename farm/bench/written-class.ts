import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const solved = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../solutions/en/01-bayesian-neural-networks.ipynb'), 'utf8'),
);

/** The cells of a notebook with right answers. */
export const solvedCells: unknown[] = solved.cells;

/** Writes notebooks with these cells and one of its own each, numbered from `first` on. */
export function writeClass(folder: string, count: number, cells: unknown[], first = 0): void {
  mkdirSync(folder, { recursive: true });
  for (let i = first; i < first + count; i++) {
    const own = { cell_type: 'code', id: 'own', metadata: {}, outputs: [], source: `const own = ${i};` };
    const text = JSON.stringify({ ...solved, cells: [{ ...own, execution_count: null }, ...cells] });
    writeFileSync(join(folder, `student-${i}.ipynb`), text);
  }
}
