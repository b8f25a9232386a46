import { describe, expect, test } from 'vitest';
import { randomStream } from './random-stream.mjs';

describe('randomStream()', () => {
  const n = 100_000;
  const { uniform, normal } = randomStream(3);
  const moment = (draw: () => number, power: number) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += draw() ** power;
    return sum / n;
  };
  // [power, mean of the power, its variance a draw]; four standard errors
  test.each([
    [1, 1 / 2, 1 / 12],
    [2, 1 / 3, 4 / 45],
    [3, 1 / 4, 9 / 112],
  ])('uniform() has moment %d of the uniform distribution', (power, mean, variance) => {
    expect(Math.abs(moment(uniform, power) - mean)).toBeLessThan(4 * Math.sqrt(variance / n));
  });

  test.each([
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
  ])('normal() has moment %d of N(0, 1)', (power, mean, variance) => {
    expect(Math.abs(moment(normal, power) - mean)).toBeLessThan(4 * Math.sqrt(variance / n));
  });

  test('gives neighbours, seeds and streams that are uncorrelated', () => {
    const streams = [randomStream(3), randomStream(4), randomStream(3, 1)].map(({ normal }) =>
      Array.from({ length: n }, normal),
    );
    const [first = [], ...others] = [...streams, streams[0]!.slice(1)];
    for (const other of others) {
      const sum = other.reduce((total, value, i) => total + value * first[i]!, 0);
      expect(Math.abs(sum / n)).toBeLessThan(4 / Math.sqrt(n));
    }
  });
});
