import { runs } from './road-runs.json';

/** What an independent program walked: node test/reference/roads.mjs. */
export type WalkedRoad =
  | 'hmc'
  | 'laplace'
  | 'laplace-diagonal'
  | 'mean-field'
  | 'dropout-100'
  | 'dropout-1000'
  | 'ensemble';

/** The numbers of one road, such as `sd at 0`, a value for each data set. */
export function ofRoad(road: WalkedRoad, name: string): number[] {
  return runs.map(({ roads }) => {
    const value = (roads[road] as Record<string, number>)[name];
    if (value === undefined)
      throw new RangeError(`Cannot read ${name} of ${road}: the runs have no such number`);
    return value;
  });
}

/** One number divided by another, data set by data set. */
export function ratios(
  [road, name]: readonly [WalkedRoad, string],
  [other, otherName]: readonly [WalkedRoad, string],
): number[] {
  const below = ofRoad(other, otherName);
  return ofRoad(road, name).map((value, run) => value / (below[run] as number));
}

export const inData = 'sd at -2';
export const inGap = 'sd at 0';
