import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { predictionTensors } from '../../../exercises/marking/predictions';
import { marking } from '../../../exercises/predictive-log-likelihood/marking';
import { scores } from '../../../exercises/predictive-log-likelihood/reference';
import oracles from '../../oracles.json';

const { predictions: oracle } = oracles;

const scoreOf = (draws: number[][], y: number[], noiseSd: number): number =>
  scores({
    tensors: predictionTensors(
      y.map((observed, n) => ({ y: observed, drawn: draws.map((row) => row[n] as number) })),
      noiseSd,
    ),
  }).right;

describe('scores() gives the mean log predictive density', () => {
  test('of the oracle', () => {
    expect(scoreOf(oracle.draws, oracle.y, oracle.noise_sd)).toBeCloseTo(oracle.score, 9);
  });

  test('of the oracle with an observation forty standard deviations away', () => {
    expect(scoreOf(oracle.draws, oracle.y_far, oracle.noise_sd)).toBeCloseTo(oracle.score_far, 7);
  });

  test('of one draw by the closed form: -1/2 - log(sd sqrt(2 pi)) at one standard deviation', () => {
    expect(scoreOf([[1]], [3], 2)).toBeCloseTo(-0.5 - Math.log(2 * Math.sqrt(2 * Math.PI)), 12);
  });
});

const number = fc.double({ min: -3, max: 3, noNaN: true });
const sample = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 1, max: 5 }))
  .chain(([samples, count]) =>
    fc.record({
      draws: fc.array(fc.array(number, { minLength: count, maxLength: count }), {
        minLength: samples,
        maxLength: samples,
      }),
      y: fc.array(number, { minLength: count, maxLength: count }),
      noiseSd: fc.double({ min: 0.05, max: 3, noNaN: true }),
    }),
  );

describe('scores() holds to the laws of a mean log density', () => {
  test('every draw twice, and in another order, changes nothing', () => {
    fc.assert(
      fc.property(sample, ({ draws, y, noiseSd }) => {
        expect(scoreOf([...draws, ...[...draws].reverse()], y, noiseSd)).toBeCloseTo(
          scoreOf(draws, y, noiseSd),
          8,
        );
      }),
      { seed: 1 },
    );
  });

  test('in other units it is less by the logarithm of their size', () => {
    fc.assert(
      fc.property(sample, fc.double({ min: 0.1, max: 10, noNaN: true }), ({ draws, y, noiseSd }, unit) => {
        const scaled = scoreOf(
          draws.map((row) => row.map((value) => value * unit)),
          y.map((value) => value * unit),
          noiseSd * unit,
        );
        expect(scaled).toBeCloseTo(scoreOf(draws, y, noiseSd) - Math.log(unit), 8);
      }),
      { seed: 1 },
    );
  });

  test('it is never below the mean of the logarithms (Jensen)', () => {
    fc.assert(
      fc.property(sample, ({ draws, y, noiseSd }) => {
        const apart = draws.map((row) => scoreOf([row], y, noiseSd));
        const mean = apart.reduce((sum, one) => sum + one, 0) / apart.length;
        expect(scoreOf(draws, y, noiseSd)).toBeGreaterThanOrEqual(mean - 1e-9);
      }),
      { seed: 1 },
    );
  });
});

test('the far check holds observations where exp() is zero in float64, and in no other check is it zero in float32', () => {
  const checks = marking.checks('far');
  const nearest = checks.map(({ id, calls }) => [
    id,
    Math.max(
      ...calls.flatMap(({ call }) => {
        if (!('tensors' in call)) return [];
        const { columns, noiseSd } = scores(call);
        return columns.map(({ y, drawn }) =>
          Math.min(...drawn.map((value) => Math.abs(y - value) / noiseSd)),
        );
      }),
    ),
  ]);
  expect(nearest.length).toBeGreaterThan(5);
  for (const [id, distance] of nearest)
    if (id === 'far') expect(Math.exp(-((distance as number) ** 2) / 2)).toBe(0);
    else expect(distance).toBeLessThan(5);
});
