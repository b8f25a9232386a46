import type { Notebook } from '../wire/notebook';
import { type Comparison, comparison } from './comparison';
import { underNbclient } from './notebook-client';
import { root } from './python-peers';
import { benchRows } from './rows';

const numRounds = 5;

/** One cell's time in a fresh kernel, both under nbclient: importing the library, and importing torch. */
export async function importTimes(python: string, say: (line: string) => void): Promise<Comparison[]> {
  say(`\n${benchRows.import.title} ...`);
  const own = { python, kernel: 'bayes-tslab', cwd: root } as const;
  const other = { python, kernel: 'python3', cwd: root } as const;
  const [ours, theirs]: [number[][], number[][]] = [[], []];
  for (let round = 0; round < numRounds; round++) {
    ours.push(await cellTime("import { tf, BayesLinear } from 'bayes-notebooks';", own));
    theirs.push(await cellTime('import torch', other));
  }
  return [comparison(benchRows.import, 'torch in ipykernel', ours, theirs)];
}

/** Microseconds of the one cell. */
async function cellTime(source: string, place: Parameters<typeof underNbclient>[1]): Promise<number[]> {
  const cells: Notebook['cells'] = [
    { id: 'import', cell_type: 'code', metadata: {}, source, execution_count: null, outputs: [] },
  ];
  const run = await underNbclient({ nbformat: 4, nbformat_minor: 5, metadata: {}, cells }, place);
  return run.cells.map(({ seconds }) => seconds * 1e6);
}
