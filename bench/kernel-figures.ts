import type { Comparison } from './comparison';
import { type Spread, spreadOf } from './statistics';

/** One figure of what a kernel costs, and what it may be at most. */
export interface KernelFigure {
  title: string;
  unit: 's' | 'ms' | 'MiB' | 'watches';
  /** At most so many times that of the other clone. */
  target?: number;
  stretch?: number;
  /** At most so much itself. */
  limit?: number;
  /** A peer that is measured in the same rounds, and at most how many times its figure. */
  peer?: { name: string; target: number; stretch?: number };
}

const declared = 0.6; // of a cell that only declares something
const cellFigures = (code: string, which: string) => ({
  cpu: { title: `${code}, ${which}: CPU`, unit: 'ms', target: declared } as KernelFigure,
  time: { title: `${code}, ${which}: time`, unit: 'ms' } as KernelFigure,
});
const [number, tensor] = ['const x = 1', 'const y = tf.zeros([3]).add(1).mul(2)'];
const [newNumber, sameNumber] = [cellFigures(number, 'a new name'), cellFigures(number, 'redeclared')];
const [newTensor, sameTensor] = [cellFigures(tensor, 'a new name'), cellFigures(tensor, 'redeclared')];

/** All figures of the kernel with their targets: the one place to change them. */
export const kernelFigures = {
  executeCpu: {
    title: 'whole solved lecture by npm run execute: CPU',
    unit: 's',
    target: 0.75,
    stretch: 0.6,
  },
  compileCpu: {
    title: "compiling the lecture's cells, start of the compiler included: CPU",
    unit: 's',
    target: 0.5,
    stretch: 0.3,
  },
  startCpu: { title: 'kernel start to the reply of 1 + 1: CPU', unit: 's', target: 0.6 },
  startTime: {
    title: 'kernel start to the reply of 1 + 1: time',
    unit: 's',
    peer: { name: 'ipykernel', target: 1 },
  },
  newNumberCpu: newNumber.cpu,
  newNumberTime: newNumber.time,
  sameNumberCpu: sameNumber.cpu,
  sameNumberTime: sameNumber.time,
  newTensorCpu: newTensor.cpu,
  newTensorTime: newTensor.time,
  sameTensorCpu: sameTensor.cpu,
  sameTensorTime: sameTensor.time,
  startMemory: { title: 'private dirty memory at 1 + 1', unit: 'MiB', target: 0.85, stretch: 0.7 },
  lectureMemory: {
    title: 'private dirty memory after the lecture',
    unit: 'MiB',
    target: 0.9,
    stretch: 0.7,
  },
  watches: { title: 'inotify watches', unit: 'watches', limit: 0 },
  idleCpu: { title: 'CPU of an idle kernel over 5 s', unit: 'ms', limit: 0 },
  lectureTime: {
    title: 'whole lecture under nbclient, Python drawing its live figure once',
    unit: 's',
    peer: { name: 'Python', target: 0.5, stretch: 0.4 },
  },
  importTime: {
    title: 'import of the library under nbclient',
    unit: 's',
    peer: { name: 'torch in ipykernel', target: 0.6, stretch: 0.45 },
  },
} satisfies Record<string, KernelFigure>;

export type FigureName = keyof typeof kernelFigures;

/** Some of the figures, as one run has measured them, in their units. */
export type Measured = Partial<Record<FigureName, number>>;

/** One figure over all rounds. */
export interface FigureComparison extends KernelFigure {
  name: FigureName;
  beside: 'there' | string;
  here: Spread;
  other: Spread;
  /** Here / other, over the rounds; NaN where the other is 0. */
  ratio: Spread;
}

/**
 * Compares what was measured round by round.
 *
 * @param here this side's rounds
 * @param other the same rounds of the other clone, or of the figure's peer
 * @param beside whose they are
 * @returns the figures that both have measured
 */
export function figureComparisons(
  here: Measured[],
  other: Measured[],
  beside: FigureComparison['beside'],
): FigureComparison[] {
  return (Object.keys(kernelFigures) as FigureName[]).flatMap((name) => {
    const pairs = here.flatMap((mine, round) => {
      const [a, b] = [mine[name], other[round]?.[name]];
      return a === undefined || b === undefined ? [] : [[a, b] as const];
    });
    if (pairs.length === 0) return [];
    const of = (value: (pair: readonly [number, number]) => number): Spread => spreadOf(pairs.map(value));
    const ratio = of(([a, b]) => (b === 0 ? Number.NaN : a / b));
    const figure: KernelFigure = kernelFigures[name];
    return [{ ...figure, name, beside, here: of(([a]) => a), other: of(([, b]) => b), ratio }];
  });
}

/** A figure of a row that the bench measures beside a peer, in seconds. */
export function figureBesidePeer(name: FigureName, { ours, theirs, ratios }: Comparison): FigureComparison[] {
  const figure: KernelFigure = kernelFigures[name];
  if (!theirs || !ratios || !figure.peer) return [];
  const seconds = ({ median, low, high }: Spread): Spread => ({
    median: median / 1e6,
    low: low / 1e6,
    high: high / 1e6,
  });
  return [
    { ...figure, name, beside: figure.peer.name, here: seconds(ours), other: seconds(theirs), ratio: ratios },
  ];
}

/** `at most 0.6 x: reached, stretch …`; empty where nothing is demanded. */
export function figureVerdict({ beside, here, ratio, limit, ...figure }: FigureComparison): string {
  const { target, stretch } = beside === 'there' ? figure : (figure.peer ?? {});
  const reached = (yes: boolean) => (yes ? 'reached' : 'missed');
  return [
    ...(limit === undefined ? [] : [`at most ${limit}: ${reached(here.median <= limit)}`]),
    ...(target === undefined ? [] : [`at most ${target} x: ${reached(ratio.median <= target)}`]),
    ...(stretch === undefined ? [] : [`stretch ${stretch} x: ${reached(ratio.median <= stretch)}`]),
  ].join(', ');
}
