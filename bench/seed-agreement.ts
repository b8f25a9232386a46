import type { RunNumbers } from './seeded-run';
import { aligned } from './table';

/** What one quantity has come to over the seeds, on both sides. */
export interface SeedAgreement {
  quantity: string;
  ours: MeanSd;
  theirs: MeanSd;
  /** How far the two means are apart, in standard errors of their difference. */
  apart: number;
}

interface MeanSd {
  mean: number;
  sd: number; // of one seed, with n - 1
}

/**
 * What means of equal distributions are at most apart, but for one comparison in some 3,000 where both have 20 seeds: 4
 * standard errors, for Student's t with 38 degrees of freedom.
 */
export const mostApart = 4;

export function meanSd(values: number[]): MeanSd {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, sd: Math.sqrt(squares / (values.length - 1)) };
}

/**
 * Compares quantity by quantity.
 *
 * @param ours at least two seeds' numbers
 * @param theirs as many, of other random numbers
 * @throws {Error} where one side has a quantity that the other has not
 */
export function seedAgreements(ours: RunNumbers[], theirs: RunNumbers[]): SeedAgreement[] {
  const names = (runs: RunNumbers[]) => Object.keys(runs[0] ?? {});
  const [here, there] = [names(ours), names(theirs)];
  const odd = [...here, ...there].find((name) => !here.includes(name) || !there.includes(name));
  if (odd !== undefined) throw new Error(`Cannot compare the seeds: both sides must have ${odd}`);
  return here.map((quantity) => {
    const [own, other] = [ours, theirs].map((runs) => meanSd(runs.map((run) => run[quantity] as number))) as [
      MeanSd,
      MeanSd,
    ];
    const error = Math.sqrt(own.sd ** 2 / ours.length + other.sd ** 2 / theirs.length);
    const difference = Math.abs(own.mean - other.mean);
    return { quantity, ours: own, theirs: other, apart: difference === 0 ? 0 : difference / error };
  });
}

/** The head and the rows of their table, as text. */
export function agreementRows(all: SeedAgreement[]): string[][] {
  const text = ({ mean, sd }: MeanSd) => `${mean.toPrecision(3)} (${sd.toPrecision(2)})`;
  return [
    ['quantity: mean (sd)', 'ours', 'torchbnn', 'standard errors apart'],
    ...all.map(({ quantity, ours, theirs, apart }) => [
      quantity,
      text(ours),
      text(theirs),
      `${apart.toFixed(1)}${apart > mostApart ? `, above ${mostApart}` : ''}`,
    ]),
  ];
}

/** The same for a terminal. */
export const agreementTable = (all: SeedAgreement[]): string => aligned(agreementRows(all));
