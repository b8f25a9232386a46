import type { AveragingFigureOptions } from '../../lib/figures/averaging-figure';
import type { DisputedFlowersFigureOptions } from '../../lib/figures/disputed-flowers-figure';
import type { KlWeightFigureOptions } from '../../lib/figures/kl-weight-figure';
import type { SpreadByStepsFigureOptions } from '../../lib/figures/spread-by-steps-figure';

/** From -3.4 to 3.4, as the lecture's grid. */
export const x = Array.from({ length: 341 }, (_, i) => -3.4 + i / 50);
export const truth = x.map(Math.sin);
/** Twelve flat functions: the steepest reaches 0.34 at either end. */
export const functions = Array.from({ length: 12 }, (_, k) => x.map((value) => ((k - 5.5) / 55) * value));

const dataX = Array.from({ length: 500 }, (_, i) => -3 + (6 * i) / 499);
/** Noisy data of a sine. */
export const data = { x: dataX, y: dataX.map((value, i) => Math.sin(value) + 0.15 * Math.sin(i * i)) };

/** Both panels after four numbers of steps; the sd is the same everywhere, `0.3 / state` for the ELBO's weight. */
export const klWeight: KlWeightFigureOptions = {
  x,
  data,
  states: [0, 100, 1000, 5000].map((steps, state) => ({
    steps,
    panels: [
      {
        title: 'waga z ELBO: 0,012',
        mean: truth.map((y) => (y * state) / 3),
        sd: x.map(() => 0.3 / (state + 1)),
      },
      {
        title: `waga 1/(krok + 1) = ${['1', '0,0099', '0,001', '0,0002'][state]}`,
        mean: truth.map((y) => (y * (state + 1)) / 4),
        sd: x.map(() => 0.2 / (state + 1) ** 2),
      },
    ],
  })),
};

/** The two curves are 0.1 apart after ten draws and 0.2 after a thousand. */
export const averaging: AveragingFigureOptions = {
  x,
  truth,
  members: Array.from({ length: 10 }, (_, k) =>
    x.map((value) => Math.sin(value) + 0.2 * Math.cos(k + value)),
  ),
  states: [10, 100, 1000].map((numSamples, state) => ({
    numSamples,
    outputs: truth.map((y) => y + 0.05),
    parameters: truth.map((y) => y - 0.05 - state / 20),
  })),
};

/** Six flowers, the last but one disputed most. */
export const flowers: DisputedFlowersFigureOptions = {
  x: [
    [5.1, 3.5, 1.4, 0.2],
    [4.9, 3.1, 1.5, 0.2],
    [6.4, 3.2, 4.5, 1.5],
    [6.3, 2.8, 5.1, 1.5],
    [6.1, 2.8, 4.7, 1.2],
    [6.3, 3.3, 6, 2.5],
  ],
  y: [0, 0, 1, 2, 1, 2],
  epistemic: [0.01, 0.02, 0.09, 0.16, 0.25, 0],
};

/** Three weights; the falling one ends below the exact value. */
export const spreadBySteps: SpreadByStepsFigureOptions = {
  curves: [
    { name: '0,012', steps: [100, 500, 1000, 2000, 5000], sd: [0.2, 0.09, 0.06, 0.05, 0.045] },
    { name: '1/(krok + 1)', steps: [100, 500, 1000, 2000, 5000], sd: [0.25, 0.08, 0.05, 0.03, 0.012] },
    { name: '0', steps: [100, 500, 1000, 2000, 5000], sd: [0.1, 0.03, 0.012, 0.008, 0.004] },
  ],
  exact: 0.041,
};

/** Four points on a line; the numbers of the formula, as test/oracles.json has them at -3 and 3. */
export const linear = {
  x: [-3, 3],
  mean: [-2.7512, 3.2255],
  exactSd: [0.79123, 0.60009],
  meanFieldSd: [0.64717, 0.64717],
  data: { x: [-1, 0, 1, 2], y: [-0.8, 0.3, 1.1, 2.4] },
};
