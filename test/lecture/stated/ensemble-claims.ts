import { expect } from 'vitest';
import oracles from '../../oracles.json';
import { type Claim, near, noClaim, number } from './claim';
import { runClaims } from './run-claims';
import { reluClaims } from './theory-claims';

const runs = oracles.lecture_runs.sine_1000_steps_kl_weight_1_over_step_plus_1;
const [outputs, parameters] = runs.same_10_draws_rmse_to_sin_outputs_vs_weights;
const [ofOutputs, ofMeans] = runs.ten_independently_trained_nets_rmse_outputs_vs_averaged_means;
const meanOf = ([mean = Number.NaN]: number[] = []) => mean;
const claims = runClaims.ensemble;

/** A net of four hidden units in float64, with its units numbered from the other end. */
function renumberedDifference(): number {
  const [w1, b1, w2] = [
    [0.3, -1.2, 0.8, 0.5],
    [0.1, 0.4, -0.2, 0.6],
    [1.1, -0.7, 0.9, -0.3],
  ] as const;
  const output = (x: number, units: number[]) =>
    units.reduce((sum, j) => sum + (w2[j] ?? 0) * Math.max(0, (w1[j] ?? 0) * x + (b1[j] ?? 0)), 0.05);
  const grid = Array.from({ length: 61 }, (_, index) => -3 + index / 10);
  const squares = grid.map((x) => (output(x, [0, 1, 2, 3]) - output(x, [3, 2, 1, 0])) ** 2);
  return Math.sqrt(squares.reduce((sum, square) => sum + square, 0) / grid.length);
}

/** What the conclusions from exercise 2 state, in the order of the text. */
export const conclusionClaims: Claim[] = [
  ...reluClaims(true),
  near(
    claims.betweenCurves,
    'RMSE between the curves, 10 and 1000 draws',
    [runs.rmse_between_the_two_curves_10_draws, runs.rmse_between_the_two_curves_1000_draws].map(meanOf),
    0.002,
  ),
  near(claims.rmseEitherWay, 'RMSE to the sine', [outputs, parameters].map(meanOf), 0),
  number('19', 'repetitions in which parameters won', () => {
    expect(runs.weights_closer_in).toMatch(/^\d+ of 40$/);
    return Number.parseInt(runs.weights_closer_in, 10);
  }),
  near(claims.sdOfTen, "the ten functions' mean sd", [meanOf(runs.mean_predictive_sd_10_draws)], 0),
  number('0.000', 'RMSE between a net and its renumbering', renumberedDifference),
  ...claims.meanWithRenumbered.map((text) =>
    noClaim('number', text, 'statistics-sine.full.test.ts trains anew'),
  ),
  near(claims.rmseEitherWay, 'RMSE of mean parameters to the sine', [meanOf(parameters)], 0),
  near('0.07', 'RMSE after averaging outputs of ten nets', ofOutputs ?? [], 0.01),
  near('0.71', 'RMSE after averaging their means', ofMeans ?? [], 0.02),
];
