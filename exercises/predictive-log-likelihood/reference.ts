import { type Column, columnsOf, type PredictionTensors } from '../marking/predictions';
import { add, mean } from '../marking/sums';
import type { TensorData } from '../model-spec';

/** log N(residual | 0, sd^2), or what somebody takes for it. */
export type LogDensity = (residual: number, sd: number) => number;

/** The logarithm of the Gaussian density, in float64. */
export const logGaussian: LogDensity = (residual, sd) =>
  -((residual / sd) ** 2) / 2 - Math.log(sd) - Math.log(2 * Math.PI) / 2;

/** log of the sum of the exponentials, which neither overflows nor underflows. */
export function logSumExp(exponents: number[]): number {
  const largest = Math.max(...exponents);
  return largest + Math.log(add(exponents.map((exponent) => Math.exp(exponent - largest))));
}

export const logMeanExp = (exponents: number[]): number => logSumExp(exponents) - Math.log(exponents.length);

/** Draws and observations with the numbers that right and wrong answers are made of. */
export interface Scores {
  columns: Column[];
  noiseSd: number;
  /** Number of draws. */
  samples: number;
  /** Of each observation, the log density under each draw: [N][S]. */
  terms: number[][];
  /** Of each draw, the log density of each observation: [S][N]. */
  rows: number[][];
  right: number;
  /** Size of what is added up: of each observation, the terms under its nearest draw. */
  scale: number;
}

export function scores({ tensors }: PredictionTensors): Scores {
  const [draws, y, noise] = tensors as [TensorData, TensorData, TensorData];
  const columns = columnsOf(draws, y);
  const noiseSd = noise.values[0] as number;
  const terms = termsOf(columns, noiseSd, logGaussian);
  const [samples = 0] = draws.shape;
  return {
    columns,
    noiseSd,
    samples,
    terms,
    rows: Array.from({ length: samples }, (_, s) => terms.map((ofDraws) => ofDraws[s] as number)),
    right: mean(terms.map(logMeanExp)),
    scale: mean(terms.map((ofDraws) => magnitude(Math.max(...ofDraws), noiseSd))),
  };
}

/** Of each observation, the log density of its residual from each draw: [N][S]. */
export const termsOf = (columns: Column[], noiseSd: number, density: LogDensity): number[][] =>
  columns.map(({ y, drawn }) => drawn.map((value) => density(y - value, noiseSd)));

/** The score with another density in the Gaussian's place. */
export const scoreWith = ({ columns, noiseSd }: Scores, density: LogDensity): number =>
  mean(termsOf(columns, noiseSd, density).map(logMeanExp));

/** Its quadratic term, log sd and the constant, none cancelling another. */
function magnitude(logDensity: number, noiseSd: number): number {
  const constants = Math.abs(Math.log(noiseSd)) + Math.log(2 * Math.PI) / 2;
  return logGaussian(0, noiseSd) - logDensity + constants;
}
