import { type Column, columnsOf, type PredictionTensors, variance } from '../marking/predictions';
import { mean } from '../marking/sums';
import { vector } from '../marking/tensors';
import type { TensorData } from '../model-spec';
import { halfWidth } from './normal';

/** One observation with the moments of its draws, and of all draws. */
export interface Moments extends Column {
  mean: number;
  /** Divided by the number of draws. */
  variance: number;
  /** The draws in ascending order. */
  sorted: number[];
  noiseSd: number;
  overall: { mean: number; variance: number; meanVariance: number };
}

/** From where to where an observation counts as covered at a level. */
export type Interval = (column: Moments, level: number) => [low: number, high: number];

/** As wide to the left as to the right of the mean: `spread` times what the level asks for. */
export const around =
  (spread: (column: Moments) => number, reach: (level: number) => number = halfWidth): Interval =>
  (column, level) => {
    const width = reach(level) * spread(column);
    return [column.mean - width, column.mean + width];
  };

/** The predictive standard deviation: the variances of the draws and of the noise, added. */
export const total = ({ variance, noiseSd }: Moments): number => Math.sqrt(variance + noiseSd ** 2);

/** The central predictive interval. */
export const central = around(total);

export const isInside = (column: Moments, [low, high]: [number, number]): boolean =>
  low <= column.y && column.y <= high;

/** Observations with the numbers that right and wrong answers are made of. */
export interface Coverage {
  columns: Moments[];
  levels: number[];
  /** Number of draws. */
  samples: number;
  right: TensorData;
}

export function coverageOf({ tensors }: PredictionTensors): Coverage {
  const [draws, y, noise, levels] = tensors as [TensorData, TensorData, TensorData, TensorData];
  const columns = momentsOf(columnsOf(draws, y), noise.values[0] as number);
  const [samples = 0] = draws.shape;
  return { columns, levels: levels.values, samples, right: shares(columns, levels.values, central) };
}

export function momentsOf(columns: Column[], noiseSd: number): Moments[] {
  const all = columns.flatMap(({ drawn }) => drawn);
  const overall = {
    mean: mean(all),
    variance: variance(all),
    meanVariance: mean(columns.map(({ drawn }) => variance(drawn))),
  };
  return columns.map((column) => ({
    ...column,
    mean: mean(column.drawn),
    variance: variance(column.drawn),
    sorted: [...column.drawn].sort((a, b) => a - b),
    noiseSd,
    overall,
  }));
}

/** For each level the share of the observations inside their intervals. */
export const shares = (columns: Moments[], levels: number[], interval: Interval): TensorData =>
  vector(
    levels.map((level) => mean(columns.map((column) => Number(isInside(column, interval(column, level)))))),
  );
