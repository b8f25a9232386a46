import { checkFloats } from './float-tensor';
import type * as tf from './tensorflow';

const action = 'compute the split R-hat';

/**
 * Whether chains that began apart say the same of a quantity: each is cut in halves, and the spread of the halves' means
 * is held against the spread inside them. With halves of n draws, W the mean of their variances and B / n the variance of
 * their means (both with one less than their number below the line),
 *
 *   R-hat = sqrt( ((n - 1) / n * W + B / n) / W )
 *
 * (Gelman et al., "Bayesian Data Analysis", 3rd edition, 2013, equations 11.3 and 11.4.) It tends to 1 as the chains
 * forget their starts; Vehtari et al., "Rank-Normalization, Folding, and Localization" (2021) call for less than 1.01.
 * That it is near 1 does not prove that nothing was missed: what no chain has visited, none can tell.
 *
 * @param draws of one quantity [C, S]: C chains of S draws each in their order, S at least 4; the middle one of an odd
 *   number is left out
 * @returns a number near 1 where the halves agree, larger where they do not
 * @throws {TypeError} where `draws` is no float tensor [C, S], or is disposed
 * @throws {RangeError} where there are fewer than 4 draws, a value is not finite, or the draws of the halves are all equal
 * @example
 * splitRhat(tf.tensor2d([[1, 2, 1, 2], [5, 6, 5, 6]])); // 3.34: the chains stay apart
 */
export function splitRhat(draws: tf.Tensor): number {
  checkFloats(action, 'draws', draws, [['C', 'S']]);
  const [, count] = draws.shape as [number, number];
  if (count < 4)
    throw new RangeError(`Cannot ${action}: draws must hold at least 4 of each chain, got ${count}`);
  const chains = draws.arraySync() as number[][];
  const wrong = chains.flat().find((value) => !Number.isFinite(value));
  if (wrong !== undefined) throw new RangeError(`Cannot ${action}: draws must be finite, got ${wrong}`);
  const n = Math.floor(count / 2);
  const halves = chains.flatMap((chain) => [chain.slice(0, n), chain.slice(-n)]);
  const within = mean(halves.map(variance));
  if (within === 0) throw new RangeError(`Cannot ${action}: draws must vary, got equal ones in every half`);
  const between = variance(halves.map(mean));
  return Math.sqrt((((n - 1) / n) * within + between) / within);
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
