import { describe, expect, test } from 'vitest';
import type { Call } from '../../../exercises/call';
import { exerciseById } from '../../../exercises/catalogue/exercise-by-id';
import { marking } from '../../../exercises/coverage/marking';
import { erf, halfWidth } from '../../../exercises/coverage/normal';
import { central, coverageOf, momentsOf, total } from '../../../exercises/coverage/reference';
import { columnsOf, predictionTensors } from '../../../exercises/marking/predictions';
import { vector } from '../../../exercises/marking/tensors';
import type { TensorData } from '../../../exercises/model-spec';
import oracles from '../../oracles.json';

const { predictions: oracle, normal } = oracles;

describe('erf() and halfWidth() are those of the oracle', () => {
  test.each(normal.erf)('erf(%d) is %d', (x, value) => {
    expect(erf(x as number)).toBeCloseTo(value as number, 11);
    expect(erf(-(x as number))).toBeCloseTo(-(value as number), 11);
  });

  test.each(normal.half_width)('of the level %d it is %d', (level, value) => {
    expect(halfWidth(level as number)).toBeCloseTo(value as number, 9);
  });

  test('erf() is 1 far away, and 0 at 0', () => {
    expect([erf(7), erf(-7), erf(Number.POSITIVE_INFINITY), erf(0)]).toEqual([1, -1, 1, 0]);
  });
});

test('coverageOf() gives the coverage of the oracle', () => {
  const columns = oracle.y.map((y, n) => ({ y, drawn: oracle.draws.map((row) => row[n] as number) }));
  const tensors = [...predictionTensors(columns, oracle.noise_sd), vector(oracle.levels)];
  expect(coverageOf({ tensors }).right).toEqual(vector(oracle.coverage));
});

// Approximations of erf and of quantiles in use err by less than 0.005 standard deviations, float32 by less still.
test('under many seeds every observation stays 0.015 standard deviations off every edge', () => {
  const nearest = Array.from({ length: 20 }, (_, seed) => marking.checks(`edges ${seed}`))
    .flat()
    .flatMap(({ calls }) => calls.map(({ call }) => distanceToEdges(call)));
  expect(nearest.length).toBeGreaterThan(100);
  expect(Math.min(...nearest)).toBeGreaterThan(0.015);
});

/** In predictive standard deviations, of the observation that comes nearest. */
function distanceToEdges(call: Call): number {
  if (!('tensors' in call)) throw new TypeError('Cannot measure a call of exercise 4: it has no tensors');
  const [draws, y, noiseSd, levels] = call.tensors as [TensorData, TensorData, TensorData, TensorData];
  const columns = momentsOf(columnsOf(draws, y), noiseSd.values[0] as number);
  const distances = columns.flatMap((column) =>
    levels.values.flatMap((level) =>
      central(column, level).map((edge) => Math.abs(column.y - edge) / total(column)),
    ),
  );
  return Math.min(...distances);
}

test('the public checks alone show every misconception that a value tells', () => {
  const shown = exerciseById('exercise-4', 'test it').publicChecks.flatMap(({ calls }) =>
    calls.flatMap(({ candidates }) => candidates.map(({ misconception }) => misconception)),
  );
  expect(Object.keys(marking.misconceptions).filter((id) => !shown.includes(id))).toEqual([]);
});
