import { expect, test } from 'vitest';
import { gapObservations, observationsInData } from './gap-observations.mjs';
import { randomStream } from './random-stream.mjs';

test('gapObservations() are 200 in the data and 200 in the gap, with noise of 0.1 around the sine', () => {
  const { x, y } = gapObservations(randomStream(1));
  const [inside, gap] = [x.subarray(0, observationsInData), x.subarray(observationsInData)];
  expect([inside.length, gap.length]).toEqual([200, 200]);
  expect([inside[0], inside[99], inside[100], inside[199]]).toEqual([-2.99, -1.01, 1.01, 2.99]);
  expect([gap[0], gap[199]]).toEqual([-0.99, 0.99]);
  expect(inside[101]! - inside[100]!).toBeCloseTo(1.98 / 99, 12);
  expect(gap[1]! - gap[0]!).toBeCloseTo(1.98 / 199, 12);
  const variance = y.reduce((sum, value, i) => sum + (value - Math.sin(x[i]!)) ** 2, 0) / 400;
  expect(Math.abs(variance / 0.01 - 1)).toBeLessThan(4 * Math.sqrt(2 / 400)); // four standard errors
});
