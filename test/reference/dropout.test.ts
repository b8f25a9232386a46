import { describe, expect, test } from 'vitest';
import { dropoutLogLikelihood, unitFactor, withDropout } from './dropout.mjs';
import { gap, gapPoints } from './gap-network.mjs';
import { randomStream } from './random-stream.mjs';
import { meanOf } from './vector.mjs';

const parameters = (() => {
  const { normal } = randomStream(7);
  return new Float64Array(gap.parameters).map(normal);
})();

test('unitFactor() leaves out a tenth of the units and keeps the mean', () => {
  const random = randomStream(1);
  const factors = Array.from({ length: 100_000 }, () => unitFactor(random));
  expect(new Set(factors)).toEqual(new Set([0, 1 / 0.9]));
  // a share of 0.9, times 1 / 0.9
  expect(Math.abs(meanOf(factors) - 1)).toBeLessThan((4 / 0.9) * Math.sqrt((0.9 * 0.1) / 100_000));
});

describe('dropoutLogLikelihood()', () => {
  test('has the gradient that central differences have, with the same units left out', () => {
    const points = gapPoints(1);
    const at = (moved: Float64Array, gradient = new Float64Array(gap.parameters)) =>
      dropoutLogLikelihood(points, randomStream(2))(moved, gradient);
    const gradient = new Float64Array(gap.parameters);
    at(parameters, gradient);
    const greatest = Math.max(...gradient.map(Math.abs));
    gradient.forEach((slope, k) => {
      const [plus, minus] = [1e-5, -1e-5].map((h) => at(parameters.with(k, parameters[k]! + h)));
      expect(Math.abs(slope - (plus! - minus!) / 2e-5) / greatest).toBeLessThan(1e-7);
    });
  });

  test('judges each point by a function of its own', () => {
    // two points at one place: were the function the same there, each would add the same
    const twice = { x: Float64Array.of(1, 1), y: Float64Array.of(0, 0) };
    const once = { x: Float64Array.of(1), y: Float64Array.of(0) };
    const unused = new Float64Array(gap.parameters);
    const random = randomStream(2);
    const single = dropoutLogLikelihood(once, random);
    const [first, second] = [single(parameters, unused), single(parameters, unused)];
    expect(first).not.toBe(second);
    expect(dropoutLogLikelihood(twice, randomStream(2))(parameters, unused)).toBeCloseTo(first + second, 8);
  });
});

test('withDropout() leaves out hidden units for all places alike, and nothing else', () => {
  const kept = withDropout(parameters, randomStream(1));
  const factors = kept.map((value, i) => value / parameters[i]!);
  factors.forEach((factor, i) => {
    const isOutputWeight = i >= 100 && i < 150;
    if (!isOutputWeight) expect(factor).toBe(1);
    else if (factor !== 0) expect(factor).toBeCloseTo(1 / 0.9, 12);
  });
  const left = factors.subarray(100, 150).filter((factor) => factor === 0).length;
  expect(left).toBeGreaterThan(0); // of 50, five in the mean
  expect(left).toBeLessThan(15);
});
