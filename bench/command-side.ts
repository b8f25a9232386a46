import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { formatNotebook, type Notebook, parseNotebook } from '../wire/notebook';
import { type Clone, runIn } from './clone';
import { type GradedReport, gradeFolder, writeClass } from './grade-class';
import type { Results } from './results';
import type { Side } from './side';

/**
 * What one more submission of a class costs a clone's `npm run grade`: the time for a large class less that for a small
 * one, over what the large one has more. Graded one at a time, into a new folder each time: nothing is in the cache.
 */
export async function gradingSide({ root }: Clone, [small, large]: [number, number]): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'bayes-bench-class-'));
  let runs = 0;
  const grade = (size: number) => {
    const handIns = join(folder, `class-of-${size}`);
    if (!existsSync(handIns)) {
      mkdirSync(handIns);
      writeClass(handIns, size);
    }
    return gradeFolder(root, handIns, join(folder, `grades-${++runs}`), ['--seed', '1', '--jobs', '1']);
  };
  return commandSide(folder, () => {
    const few = grade(small);
    const { report, seconds } = grade(large);
    return { results: pointsIn(report), seconds: (seconds - few.seconds) / (large - small) };
  });
}

/** Runs a notebook with a clone's `npm run execute`, in a fresh kernel each time. */
export async function executeSide({ root }: Clone, notebook: Notebook): Promise<Side> {
  const folder = mkdtempSync(join(tmpdir(), 'bayes-bench-notebook-'));
  const [file, out] = [join(folder, 'notebook.ipynb'), join(folder, 'executed.ipynb')];
  writeFileSync(file, formatNotebook(notebook));
  return commandSide(folder, () => {
    const began = performance.now();
    const { status, stderr } = runIn(root, ['execute', file, '--out', out, '--quiet']);
    const seconds = (performance.now() - began) / 1000;
    if (status !== 0) throw new Error(`npm run execute ended with ${status} in ${root}: ${stderr}`);
    return { results: outputsOf(parseNotebook(readFileSync(out, 'utf8'))), seconds };
  });
}

/** The first run is not timed: it builds what is missing, and gives the results. */
function commandSide(folder: string, run: () => { results: Results; seconds: number }): Side {
  const stop = () => rmSync(folder, { recursive: true, force: true });
  try {
    const { results } = run();
    return { results, times: async () => [run().seconds * 1e6], stop };
  } catch (error) {
    stop();
    throw error;
  }
}

/** The points of each submission's exercises. */
const pointsIn = ({ submissions }: GradedReport): Results =>
  Object.fromEntries(
    submissions.flatMap(({ file, exercises }) =>
      exercises.map(({ id, score }) => [`${file}, ${id}`, `${score} points`]),
    ),
  );

/** The kinds of each cell's outputs: what they show may change with the commit. */
const outputsOf = ({ cells }: Notebook): Results =>
  Object.fromEntries(
    cells.map(({ id, outputs = [] }) => [`the cell ${id}`, outputs.map((one) => one.output_type).join(' ')]),
  );
