import type { Peer, Row } from './rows';
import { ratioOf, type Spread, spreadOf } from './statistics';

/** Our time on one row beside one peer's. */
export interface Comparison extends Omit<Peer, 'name'> {
  row: string; // its name
  peer: string; // empty where ours stands alone
  ours: Spread; // microseconds
  theirs?: Spread;
  ratio: number; // ours / theirs, NaN where ours stands alone
  ratios?: Spread; // the same over the rounds
  agreement?: number; // largest relative distance of loss, KL, gradients and predictions
}

/**
 * Ours beside a peer of the row.
 *
 * @param row what was measured
 * @param peer its name in the row
 * @param ours microseconds, round by round
 * @param theirs the same rounds
 */
export function comparison(row: Row, peer: string, ours: number[][], theirs: number[][]): Comparison {
  const ratios = ratioOf(ours, theirs);
  const { target, stretch } = row.peers.find(({ name }) => name === peer) ?? {};
  return {
    row: row.name,
    peer,
    ours: spreadOf(ours.flat()),
    theirs: spreadOf(theirs.flat()),
    ratio: ratios.median,
    ratios,
    target,
    stretch,
  };
}
