import { expect, test } from 'vitest';
import { effectiveSampleSize } from './effective-sample-size';
import { randomStream } from './random-stream.mjs';

// a chain x' = r x + sqrt(1 - r^2) e has the autocorrelations r^k, so that n (1 - r) / (1 + r) draws count
test.each([0.9, 0.5, 0, -0.5])(
  'effectiveSampleSize() is n (1 - r) / (1 + r) of a chain of correlation %d',
  (r) => {
    const { normal } = randomStream(1);
    const chain: number[] = [normal()];
    for (let i = 1; i < 20_000; i++) chain.push(r * chain[i - 1]! + Math.sqrt(1 - r * r) * normal());
    const exact = (20_000 * (1 - r)) / (1 + r);
    // each correlation has an error of 0.01 or less; the sum of the some 30 that count for r = 0.9 is wrong by a tenth
    expect(Math.abs(effectiveSampleSize(chain) / exact - 1)).toBeLessThan(0.15);
  },
);
