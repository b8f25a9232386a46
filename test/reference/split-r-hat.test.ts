import { describe, expect, test } from 'vitest';
import { randomStream } from './random-stream.mjs';
import { splitRhat } from './split-r-hat.mjs';

describe('splitRhat()', () => {
  test('is the root of (n - 1) / n + B / W, by hand', () => {
    // halves [0, 2], [1, 3], [0, 2], [3, 5]: means 1, 2, 1, 4, of variance 2; each of variance 2 itself
    expect(
      splitRhat([
        [0, 2, 1, 3],
        [0, 2, 3, 5],
      ]),
    ).toBeCloseTo(Math.sqrt(1 / 2 + 2 / 2), 12);
  });

  const { normal } = randomStream(1);
  const chains = (center: (k: number, i: number) => number) =>
    Array.from({ length: 4 }, (_, k) => Array.from({ length: 1000 }, (_, i) => center(k, i) + normal()));

  test('is 1 where all chains draw from one distribution', () => {
    // B / W is a chi-square of 7 degrees of freedom over 7 * 500: its mean 1 / 500 makes up for (n - 1) / n
    expect(Math.abs(splitRhat(chains(() => 0)) - 1)).toBeLessThan((4 * Math.sqrt(2 / 7)) / 500 / 2);
  });

  test.each([
    ['one chain stays elsewhere', (k: number) => 2 * Number(k === 0)],
    ['all chains have drifted alike', (_: number, i: number) => 2 * Number(i >= 500)],
  ])('is above 1.1 where %s', (_, center) => {
    expect(splitRhat(chains(center))).toBeGreaterThan(1.1);
  });
});
