import type { Rival, Row } from './rows';
import { ratioOf, type Spread, spreadOf } from './statistics';

/** Our time on one row beside one peer's. */
export interface Comparison extends Omit<Rival, 'name'> {
  figure: string; // the row's name
  peer: string; // empty where ours stands alone
  ours: Spread; // microseconds
  theirs?: Spread;
  ratio: number; // ours / theirs, NaN where ours stands alone
  agreement?: number; // largest relative distance of loss, KL, gradients and predictions
}

/**
 * Ours beside a rival of the row.
 *
 * @param ours microseconds, round by round
 * @param theirs the same rounds
 */
export function comparison(row: Row, peer: string, ours: number[][], theirs: number[][]): Comparison {
  const { target, stretch } = row.rivals.find(({ name }) => name === peer) ?? {};
  return {
    figure: row.name,
    peer,
    ours: spreadOf(ours.flat()),
    theirs: spreadOf(theirs.flat()),
    ratio: ratioOf(ours, theirs),
    target,
    stretch,
  };
}
