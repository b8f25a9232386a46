import { halfWidth } from './normal';
import { around, central, type Interval, type Moments, total } from './reference';

const epistemic = ({ variance }: Moments): number => Math.sqrt(variance);
const noise = ({ noiseSd }: Moments): number => noiseSd;
const everywhere = Number.POSITIVE_INFINITY;

/** The half-width of the interval whose upper edge alone leaves 1 - level outside: 1.645 of 0.95. */
const oneSided = (level: number): number => halfWidth(2 * level - 1);

/** Divided by S - 1: not a number where there is one draw, so that nothing is inside. */
const sample = ({ variance, drawn, noiseSd }: Moments): number =>
  Math.sqrt((variance * drawn.length) / (drawn.length - 1) + noiseSd ** 2);

/** The interval between two quantiles of the draws, moved by the noise on either side or not. */
const ofDraws =
  (quantile: (sorted: number[], probability: number) => number, withNoise = false): Interval =>
  ({ sorted, noiseSd }, level) => {
    const more = withNoise ? halfWidth(level) * noiseSd : 0;
    return [quantile(sorted, (1 - level) / 2) - more, quantile(sorted, (1 + level) / 2) + more];
  };

const at = (sorted: number[], index: number): number =>
  sorted[Math.min(sorted.length - 1, Math.max(0, index))] as number;

/** Between the two nearest draws, as NumPy does. */
function interpolated(sorted: number[], probability: number): number {
  const position = probability * (sorted.length - 1);
  const below = at(sorted, Math.floor(position));
  return below + (position - Math.floor(position)) * (at(sorted, Math.ceil(position)) - below);
}

const byIndex =
  (index: (probability: number, count: number) => number) =>
  (sorted: number[], probability: number): number =>
    at(sorted, index(probability, sorted.length));

/** The intervals that are taken for the central predictive one, by the misconception; each in several ways. */
export const wrongIntervals = {
  'epistemic-alone': [around(epistemic)],
  'noise-alone': [around(noise)],
  'sds-added': [around((column) => epistemic(column) + noise(column))],
  'sample-variance': [around(sample)],
  'noise-as-variance': [
    around(({ variance, noiseSd }) => Math.sqrt(variance + noiseSd)),
    around(({ variance, noiseSd }) => Math.sqrt(variance + Math.sqrt(noiseSd))),
  ],
  'root-forgotten': [around((column) => total(column) ** 2)],
  'pooled-variance': [
    around(({ overall, noiseSd }) => Math.sqrt(overall.meanVariance + noiseSd ** 2)),
    around(({ overall, noiseSd }) => Math.sqrt(overall.variance + noiseSd ** 2)),
    (column, level) => {
      const width = halfWidth(level) * Math.sqrt(column.overall.variance + column.noiseSd ** 2);
      return [column.overall.mean - width, column.overall.mean + width];
    },
  ],
  'variance-of-mean': [
    around(({ variance, drawn, noiseSd }) => Math.sqrt(variance / drawn.length + noiseSd ** 2)),
    around(({ variance, drawn, noiseSd }) => Math.sqrt((variance + noiseSd ** 2) / drawn.length)),
  ],
  'one-sided-quantile': [around(total, oneSided)],
  'one-edge': [
    (column, level) => [-everywhere, central(column, level)[1]],
    (column, level) => [central(column, level)[0], everywhere],
    (column, level) => [-everywhere, around(total, oneSided)(column, level)[1]],
    (column, level) => [around(total, oneSided)(column, level)[0], everywhere],
  ],
  'tail-probability': [
    around(total, (level) => halfWidth(1 - level)),
    around(total, (level) => halfWidth(1 - level / 2)),
  ],
  'root-of-two': [
    around(total, (level) => halfWidth(level) / Math.SQRT2),
    around(total, (level) => halfWidth(level) * Math.SQRT2),
    around(total, (level) => halfWidth(level) / 2),
  ],
  'fixed-width': [1, 1.645, 1.96, 2, 2.576, 3].map((reach) => around(total, () => reach)),
  'level-as-width': [around(total, (level) => level), around(total, (level) => 2 * level)],
  'quantiles-of-draws': [
    ofDraws(interpolated),
    ofDraws(byIndex((probability, count) => Math.floor(probability * count))),
    ofDraws(byIndex((probability, count) => Math.floor(probability * (count - 1)))),
    ofDraws(byIndex((probability, count) => Math.round(probability * (count - 1)))),
    ofDraws(byIndex((probability, count) => Math.ceil(probability * count) - 1)),
    ofDraws(interpolated, true),
  ],
} satisfies Record<string, Interval[]>;
