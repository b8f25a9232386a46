import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Notebook } from '../wire/notebook';
import { BenchKernel } from './bench-kernel';
import type { Clone } from './clone';
import { importTimes } from './import-time';
import { type FigureComparison, figureBesidePeer, figureComparisons, type Measured } from './kernel-figures';
import { kernelParts, withKernel } from './kernel-parts';
import { kernelTable } from './kernel-table';
import { solvedLecture } from './lecture-notebooks';
import { lectureTimes } from './lecture-time';
import { benchPython, peerVariables } from './python-peers';

/** The kernel's table, for `--only`. */
export const kernelRow = {
  name: 'kernel',
  title: "what the kernel costs: the whole table, both kernels on the other commit's solved lecture",
};

const usualRounds = 5;

/** Options of {@link compareKernels}. */
export interface CompareKernelsOptions {
  /** How often each side has its turn; default: 5. */
  rounds?: number | undefined;
  /** Whether Python's kernels are measured too. */
  peers: boolean;
  say: (line: string) => void;
}

/**
 * Measures the kernels of two clones, in turns and in fresh processes, both on the other one's solved lecture.
 *
 * @throws {Error} where there is no such lecture, or a cell of it does not run in both
 */
export async function compareKernels(
  here: Clone,
  there: Clone,
  { rounds = usualRounds, peers, say }: CompareKernelsOptions,
): Promise<FigureComparison[]> {
  say(`\n${kernelRow.name}: ${kernelRow.title}`);
  const file = join(there.root, 'solutions', 'en', '01-bayesian-neural-networks.ipynb');
  const lecture = solvedLecture(readFileSync(file, 'utf8'));
  const python = peers ? await benchPython(say) : undefined;
  const [ours, theirs, ipykernels]: [Measured[], Measured[], Measured[]] = [[], [], []];
  for (let round = 1; round <= rounds; round++) {
    say(`  round ${round} of ${rounds} ...`);
    const both = await roundOf([here, there], lecture);
    ours.push(both[0] as Measured);
    theirs.push(both[1] as Measured);
    if (python) ipykernels.push(await ipykernelStart(python));
  }
  const all = [
    ...figureComparisons(ours, theirs, 'there'),
    ...figureComparisons(ours, ipykernels, 'ipykernel'),
    ...(python ? await underNbclient(python, say) : []),
  ];
  say(kernelTable(all));
  return all;
}

/** Each part here, then there: what else the machine does meanwhile slows both. */
async function roundOf(clones: Clone[], lecture: Notebook): Promise<Measured[]> {
  const all: Measured[] = clones.map(() => ({}));
  for (const part of Object.values(kernelParts))
    for (const [i, clone] of clones.entries()) Object.assign(all[i] as Measured, await part(clone, lecture));
  return all;
}

/** The same start, of Python's kernel. */
async function ipykernelStart(python: string): Promise<Measured> {
  const resources = join(python, '..', '..', 'share', 'jupyter', 'kernels', 'python3');
  const kernel = new BenchKernel(resources, peerVariables() as Record<string, string>);
  return withKernel(kernel, async () => ({ startTime: (await kernel.firstReply()).seconds }));
}

/** The lecture and the import beside Python, by the bench's own rows of them. */
async function underNbclient(python: string, say: (line: string) => void): Promise<FigureComparison[]> {
  const { comparisons } = await lectureTimes(python, say);
  const drawnOnce = comparisons.filter(({ peer }) => peer === 'Python, live figure drawn once');
  const imports = await importTimes(python, say);
  return [
    ...drawnOnce.flatMap((one) => figureBesidePeer('lectureTime', one)),
    ...imports.flatMap((one) => figureBesidePeer('importTime', one)),
  ];
}
