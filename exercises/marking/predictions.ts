import type { TensorData } from '../model-spec';
import type { Draw } from './draw';
import { mean } from './sums';
import { scalar, vector } from './tensors';

/** What an exercise's function is given: draws [S, N], y [N], noiseSd [] and what else it takes. */
export interface PredictionTensors {
  tensors: TensorData[];
}

/** One observation and what is predicted of it. */
export interface Column {
  y: number;
  /** What each of the S draws predicts. */
  drawn: number[];
}

/** The observations one by one, out of draws [S, N] and y [N]. */
export function columnsOf(draws: TensorData, y: TensorData): Column[] {
  const [samples = 0, count = 0] = draws.shape;
  return y.values.map((value, n) => ({
    y: value,
    drawn: Array.from({ length: samples }, (_, s) => draws.values[s * count + n] as number),
  }));
}

/** The tensors [S, N], [N] and [] of these columns. */
export function predictionTensors(columns: Column[], noiseSd: number): TensorData[] {
  const samples = columns[0]?.drawn.length ?? 0;
  const rows = Array.from({ length: samples }, (_, s) => columns.map(({ drawn }) => drawn[s] as number));
  return [
    { ...vector(rows.flat()), shape: [samples, columns.length] },
    vector(columns.map((column) => column.y)),
    scalar(noiseSd),
  ];
}

/**
 * What S draws predict at N inputs: at each another level, and another width, in two groups of draws, so that no Gaussian
 * and no common variance comes near them.
 */
export function drawnFunctions(draw: Draw, samples: number, inputs: number, width: number): number[][] {
  const side = Array.from({ length: samples }, (_, s) => (-1) ** s * draw.uniform(0.5, 1.4)); // of each draw, at every input
  return Array.from({ length: inputs }, () => {
    const [level, own] = [draw.away(0.3, 2), width * draw.uniform(0.5, 1.5)];
    return side.map((group) => Math.fround(level + own * (group + draw.uniform(-0.3, 0.3))));
  });
}

/** The mean squared deviation from the mean. */
export function variance(numbers: number[]): number {
  const centre = mean(numbers);
  return mean(numbers.map((number) => (number - centre) ** 2));
}
