import { describe, expect, test } from 'vitest';
import { posteriorFunctions } from '../../../../generator/site/front-page/posterior-functions';

describe('posteriorFunctions()', () => {
  const { grid, data, mean, sd, samples } = posteriorFunctions(169, 400);
  const at = (x: number) => grid.findIndex((place) => Math.abs(place - x) < 0.026);

  test('solves the normal equations of kernel regression', () => {
    // The mean is sum a_i k(x, x_i), where a is what leaves noise^2 a as the residual at the data (equation 2.25 and
    // (K + noise^2 I) a = y): found here by iteration, without a decomposition.
    const kernel = (a: number, b: number) => Math.exp(-((a - b) ** 2) / (2 * 0.85 ** 2));
    const a = data.map(() => 0);
    for (let sweep = 0; sweep < 20_000; sweep++)
      data.forEach(({ x, y }, i) => {
        const others = data.reduce((sum, other, j) => (j === i ? sum : sum + kernel(x, other.x) * a[j]!), 0);
        a[i] = (y - others) / (1 + 0.1 ** 2); // Gauss-Seidel converges: the matrix is positive definite
      });
    for (const x of [-3.5, -2, 0, 0.5, 3])
      expect(mean[at(x)]).toBeCloseTo(
        data.reduce((sum, other, j) => sum + kernel(grid[at(x)]!, other.x) * a[j]!, 0),
        4,
      );
  });

  test('is sure at the data, unsure in the gap and as the prior far away', () => {
    expect(sd[at(2)]).toBeLessThan(0.1);
    expect(sd[at(0)]).toBeGreaterThan(0.3);
    expect(Math.max(...sd)).toBeLessThanOrEqual(1);
  });

  test('draws functions that have its mean and standard deviation', () => {
    for (const x of [-4, 0, 2]) {
      const values = samples.map((sample) => sample[at(x)]!);
      const average = values.reduce((sum, value) => sum + value, 0) / values.length;
      const spread = Math.sqrt(
        values.reduce((sum, value) => sum + (value - average) ** 2, 0) / values.length,
      );
      // Four standard errors of 400 draws: 4 / sqrt(400) for the mean, 4 / sqrt(2 * 400) for the spread.
      expect(Math.abs(average - mean[at(x)]!)).toBeLessThan(0.2 * sd[at(x)]!);
      expect(Math.abs(spread / sd[at(x)]! - 1)).toBeLessThan(0.15);
    }
  });
});
