import type { Side } from './side';
import { ratioOf, type Spread, spreadOf } from './statistics';

/** One row, here and in another clone. */
export interface CloneComparison {
  row: string; // its name
  here: Spread; // microseconds
  there: Spread;
  ratio: Spread; // here / there, over the rounds
}

/**
 * Here, there, here, there and so on: what else the machine does meanwhile slows both sides of a round.
 *
 * @param row its name
 * @param here this side
 * @param there the other one
 * @param rounds how often each has its turn
 * @param say is told now and then how far it is
 */
export async function inTurns(
  row: string,
  here: Pick<Side, 'times'>,
  there: Pick<Side, 'times'>,
  rounds: number,
  say: (line: string) => void,
): Promise<CloneComparison> {
  const [ours, theirs]: [number[][], number[][]] = [[], []];
  for (let round = 1; round <= rounds; round++) {
    if (round === 1 || round % Math.ceil(rounds / 5) === 0) say(`round ${round} of ${rounds} ...`);
    ours.push(await here.times());
    theirs.push(await there.times());
  }
  return { row, here: spreadOf(ours.flat()), there: spreadOf(theirs.flat()), ratio: ratioOf(ours, theirs) };
}
