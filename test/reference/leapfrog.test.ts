import { describe, expect, test } from 'vitest';
import { energy, type LogDensity, leapfrog, phaseAt } from './leapfrog.mjs';

/** Far from a Gaussian: log p = -x^4 / 4 - x^2 y^2 / 2 - y^2 / 2. */
const quartic: LogDensity = ([x = 0, y = 0], gradient) => {
  gradient.set([-(x ** 3) - x * y * y, -x * x * y - y]);
  return -(x ** 4) / 4 - (x * x * y * y) / 2 - (y * y) / 2;
};
const start = {
  ...phaseAt(quartic, Float64Array.of(1.2, -0.7)),
  momentum: Float64Array.of(0.4, 1.1),
};

describe('leapfrog()', () => {
  test('leads back to its start when the momentum is turned round', () => {
    const end = leapfrog(quartic, start, 0.05, 60);
    const back = leapfrog(quartic, { ...end, momentum: end.momentum.map((p) => -p) }, 0.05, 60);
    expect(Math.hypot(end.position[0]! - 1.2, end.position[1]! + 0.7)).toBeGreaterThan(0.1);
    [1.2, -0.7].forEach((x, i) => {
      expect(back.position[i]).toBeCloseTo(x, 12);
    });
    [-0.4, -1.1].forEach((p, i) => {
      expect(back.momentum[i]).toBeCloseTo(p, 12);
    });
  });

  test('makes a quarter of the error in energy with half the step size', () => {
    const errors = [0.02, 0.01, 0.005].map(
      (stepSize) => energy(leapfrog(quartic, start, stepSize, Math.round(3 / stepSize))) - energy(start),
    );
    // The error is a stepSize^2 + b stepSize^4: the ratio misses 4 by some stepSize^2 = 4e-4 times a number of order 1 to 10.
    expect(errors[0]! / errors[1]!).toBeCloseTo(4, 1);
    expect(errors[1]! / errors[2]!).toBeCloseTo(4, 2);
  });

  test('leaves where it began as it was, and gives the log density and gradient of where it ends', () => {
    const end = leapfrog(quartic, start, 0.05, 10);
    expect(start.position).toEqual(Float64Array.of(1.2, -0.7));
    expect(start.momentum).toEqual(Float64Array.of(0.4, 1.1));
    const there = phaseAt(quartic, end.position);
    expect([end.value, end.gradient]).toEqual([there.value, there.gradient]);
  });

  test('keeps volumes: the Jacobian of its map of phase space has determinant 1', () => {
    const map = (at: number[]) => {
      const from = {
        ...phaseAt(quartic, Float64Array.from(at.slice(0, 2))),
        momentum: Float64Array.from(at.slice(2)),
      };
      const { position, momentum } = leapfrog(quartic, from, 0.1, 8);
      return [...position, ...momentum];
    };
    const at = [1.2, -0.7, 0.4, 1.1];
    const h = 1e-5; // central differences: an error of h^2 and of 1e-16 / h
    const columns = at.map((_, k) => {
      const [plus, minus] = [h, -h].map((d) => map(at.map((value, i) => (i === k ? value + d : value))));
      return plus!.map((value, i) => (value - minus![i]!) / (2 * h));
    });
    expect(determinant(columns)).toBeCloseTo(1, 8);
  });
});

function determinant(rows: number[][]): number {
  const [first = [], ...others] = rows;
  if (others.length === 0) return first[0]!;
  return first.reduce((sum, value, k) => {
    const minor = others.map((row) => row.filter((_, i) => i !== k));
    return sum + (k % 2 === 0 ? 1 : -1) * value * determinant(minor);
  }, 0);
}
