import { root } from '#setup/project-paths.mjs';
import type { Notebook } from '../wire/notebook';
import { type Comparison, comparison } from './comparison';
import { underNbclient } from './notebook-client';
import { benchRows } from './rows';

const numRounds = 5;

/** One cell's time in a fresh kernel, both under nbclient: importing the library, and importing torch. */
export async function importTimes(python: string, say: (line: string) => void): Promise<Comparison[]> {
  say(`\n${benchRows.import.title} ...`);
  const own = { python, kernel: 'bayes-tslab', cwd: root } as const;
  const other = { python, kernel: 'python3', cwd: root } as const;
  const [ours, theirs]: [number[][], number[][]] = [[], []];
  for (let round = 0; round < numRounds; round++) {
    ours.push(await cellTime(importNotebook, own));
    theirs.push(await cellTime(oneCell('import torch'), other));
  }
  return [comparison(benchRows.import, 'torch in ipykernel', ours, theirs)];
}

/** One cell that imports the library, as the lecture does it. */
export const importCode = "import { tf, BayesLinear } from 'bayes-notebooks';";

/** A notebook of that cell alone. */
export const importNotebook = oneCell(importCode);

/** Microseconds of the one cell. */
async function cellTime(notebook: Notebook, place: Parameters<typeof underNbclient>[1]): Promise<number[]> {
  const run = await underNbclient(notebook, place);
  return run.cells.map(({ seconds }) => seconds * 1e6);
}

function oneCell(source: string): Notebook {
  const cells: Notebook['cells'] = [
    { id: 'import', cell_type: 'code', metadata: {}, source, execution_count: null, outputs: [] },
  ];
  return { nbformat: 4, nbformat_minor: 5, metadata: {}, cells };
}
