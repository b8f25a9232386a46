import type { Draw } from '../marking/draw';
import { drawnFunctions, type PredictionTensors, predictionTensors } from '../marking/predictions';
import { vector } from '../marking/tensors';
import { wrongIntervals } from './intervals';
import { central, type Interval, type Moments, momentsOf, total } from './reference';

export interface InputOptions {
  samples: number;
  observations: number;
  noiseSd: number;
  levels: number[];
}

/**
 * Observations up to 3.2 predictive standard deviations from the mean, each well away from every edge of its intervals,
 * so that float32, an approximation of erf or a table of quantiles moves none of them across; a little away also from the
 * edges of intervals that are mistaken for the right ones.
 */
export function observed(
  draw: Draw,
  { samples, observations, noiseSd, levels }: InputOptions,
): PredictionTensors {
  const drawn = drawnFunctions(draw, samples, observations, noiseSd);
  const columns = momentsOf(
    drawn.map((values) => ({ drawn: values, y: 0 })),
    noiseSd,
  ).map((column) => awayFromEdges(draw, column, levels));
  return { tensors: [...predictionTensors(columns, noiseSd), vector(levels)] };
}

/** In predictive standard deviations. */
const rightMargin = 0.02;
const wrongMargin = 0.002;
const furthest = 3.2;

function awayFromEdges(draw: Draw, column: Moments, levels: number[]): Moments {
  const edgesOf = (intervals: Interval[]) =>
    intervals.flatMap((interval) => levels.flatMap((level) => interval(column, level)));
  const [right, wrong] = [edgesOf([central]), edgesOf(Object.values(wrongIntervals).flat())];
  const sd = total(column);
  for (let attempt = 0; attempt < 1000; attempt++) {
    const y = Math.fround(column.mean + draw.uniform(-furthest, furthest) * sd);
    const meets = (margin: number) => (edge: number) => Math.abs(y - edge) < margin * sd;
    if (!right.some(meets(rightMargin)) && !wrong.some(meets(wrongMargin))) return { ...column, y };
  }
  throw new Error('Cannot draw an observation away from the edges of its intervals: take fewer levels');
}
