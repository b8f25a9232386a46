import { describe, expect, test } from 'vitest';
import oracles from '../oracles.json';
import { diagonalSpread, fullSpread, gaussNewtonPrecision } from './laplace.mjs';
import { dot } from './vector.mjs';

// of a function linear in its parameters the approximation is the posterior itself
const { x, posterior_sd, correlation, optimal_mean_field_sd, f_sd_exact_vs_mean_field } =
  oracles.exact_linear_regression;
const slopesAt = (place: number) => Float64Array.of(place, 1); // of w x + b in w and b
const precision = gaussNewtonPrecision(x.map(slopesAt), { noiseSd: 0.5, priorSigma: 1 });

/** The parameters themselves, as functions of the parameters. */
const parameters = [Float64Array.of(1, 0), Float64Array.of(0, 1)];
const lengthOf = (row: Float64Array) => Math.sqrt(dot(row, row));

describe('fullSpread()', () => {
  test("is the exact posterior's of a linear regression", () => {
    const spread = fullSpread(precision, parameters);
    spread.forEach((row, k) => {
      expect(lengthOf(row)).toBeCloseTo(posterior_sd[k]!, 9);
    });
    const [w, b] = spread as [Float64Array, Float64Array];
    expect(dot(w, b) / lengthOf(w) / lengthOf(b)).toBeCloseTo(correlation, 6);
  });

  test.each(Object.entries(f_sd_exact_vs_mean_field))(
    'has its standard deviation at %s',
    (place, [exact]) => {
      const [row] = fullSpread(precision, [slopesAt(Number(place))]);
      expect(lengthOf(row!)).toBeCloseTo(exact!, 5);
    },
  );
});

describe('diagonalSpread()', () => {
  test('is that of the best independent normal distributions, which have the diagonal of the precision', () => {
    diagonalSpread(precision, parameters).forEach((row, k) => {
      expect(lengthOf(row)).toBeCloseTo(optimal_mean_field_sd[k]!, 9);
    });
  });

  test.each(Object.entries(f_sd_exact_vs_mean_field))('has their standard deviation at %s', (place, sds) => {
    const [row] = diagonalSpread(precision, [slopesAt(Number(place))]);
    expect(lengthOf(row!)).toBeCloseTo(sds[1]!, 5);
  });
});

test('gaussNewtonPrecision() is that of the prior where there are no slopes', () => {
  const rows = gaussNewtonPrecision([new Float64Array(2)], { noiseSd: 0.1, priorSigma: 2 });
  expect(rows.map((row) => [...row])).toEqual([
    [0.25, 0],
    [0, 0.25],
  ]);
});
