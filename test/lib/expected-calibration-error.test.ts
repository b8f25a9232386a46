import { expectedCalibrationError, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { calibration } from './uncertainty.json';

const f32 = Math.fround;
/** Rows of a two-class problem with these confidences in class 0. */
const rows = (confidences: number[]) => tf.tensor2d(confidences.map((p) => [p, 1 - p]));

/** Guo et al.'s definition in float64, bin by bin: (m - 1) / M < confidence <= m / M. */
function definition(confidences: number[], correct: boolean[], M: number): number {
  let error = 0;
  for (let m = 1; m <= M; m++) {
    const inBin = confidences.flatMap((p, n) => (p > f32((m - 1) / M) && p <= f32(m / M) ? [n] : []));
    if (inBin.length === 0) continue;
    const accuracy = inBin.filter((n) => correct[n]).length / inBin.length;
    const confidence = inBin.reduce((sum, n) => sum + confidences[n]!, 0) / inBin.length;
    error += (inBin.length / confidences.length) * Math.abs(accuracy - confidence);
  }
  return error;
}

describe('expectedCalibrationError()', () => {
  test.each(Object.entries(calibration.errors))('is what SciPy computes with %s bins: %f', (bins, wanted) => {
    const { probabilities, labels } = calibration;
    const got = expectedCalibrationError(tf.tensor2d(probabilities), labels, { numBins: Number(bins) });
    expect(Math.abs(got - wanted)).toBeLessThan(1e-6);
  });

  test('has 15 bins by default', () => {
    const { probabilities, labels } = calibration;
    const got = expectedCalibrationError(tf.tensor2d(probabilities), labels);
    expect(Math.abs(got - calibration.errors[15])).toBeLessThan(1e-6);
  });

  const forecasts = fc.array(fc.tuple(fc.float({ min: f32(0.51), max: 1, noNaN: true }), fc.boolean()), {
    minLength: 1,
    maxLength: 40,
  });

  test('is the definition, and from 0 to 1, for any forecasts and bins', () => {
    fc.assert(
      fc.property(forecasts, fc.integer({ min: 1, max: 30 }), (cases, numBins) => {
        const [confidences, correct] = [cases.map(([p]) => p), cases.map(([, right]) => right)];
        const labels = correct.map((right) => (right ? 0 : 1));
        const got = tf.tidy(() => expectedCalibrationError(rows(confidences), labels, { numBins }));
        expect(Math.abs(got - definition(confidences, correct, numBins))).toBeLessThan(1e-9);
        expect(got).toBeGreaterThanOrEqual(0);
        expect(got).toBeLessThanOrEqual(1);
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  test('a finer partition never makes it smaller, and one bin makes it |accuracy - confidence|', () => {
    fc.assert(
      fc.property(
        forecasts,
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 2, max: 5 }),
        (cases, M, k) => {
          const x = rows(cases.map(([p]) => p));
          const labels = cases.map(([, right]) => (right ? 0 : 1));
          const error = (numBins: number) => expectedCalibrationError(x, labels, { numBins });
          expect(error(M * k)).toBeGreaterThanOrEqual(error(M) - 1e-9);
          const gap = cases.reduce((sum, [p, right]) => sum + Number(right) - p, 0) / cases.length;
          expect(Math.abs(error(1) - Math.abs(gap))).toBeLessThan(1e-9);
          x.dispose();
        },
      ),
      { seed: 8, numRuns: 100 },
    );
  });

  test('is 0 for a calibrated and 1 for a wholly wrong classifier', () => {
    const fourOf = (right: number) => [0, 1, 2, 3].map((n) => (n < right ? 0 : 1));
    expect(expectedCalibrationError(rows([0.75, 0.75, 0.75, 0.75]), fourOf(3))).toBe(0);
    expect(expectedCalibrationError(rows([1, 1, 1, 1]), fourOf(0))).toBe(1);
  });

  test('puts a confidence on an edge into the bin below: 0.7 and 0.75 of ten bins share none', () => {
    // In one bin they would make |1/2 - 0.725| = 0.225; apart, |1 - 0.7| / 2 + |0 - 0.75| / 2 = 0.525.
    expect(expectedCalibrationError(rows([0.7, 0.75]), [0, 1], { numBins: 10 })).toBeCloseTo(0.525, 6);
    // Just above the edge: 0.7000001 and 0.75 share one.
    expect(expectedCalibrationError(rows([f32(0.7) + 1e-7, 0.75]), [0, 1], { numBins: 10 })).toBeCloseTo(
      0.225,
      6,
    );
  });

  test('counts the first of equal classes, and a confidence that rounding put above 1', () => {
    expect(expectedCalibrationError(tf.tensor2d([[0.5, 0.5]]), [0])).toBeCloseTo(0.5, 6);
    expect(expectedCalibrationError(tf.tensor2d([[1.0000001, 0]]), [0])).toBeLessThan(1e-6);
  });

  test('takes labels as an array, a typed array or a tensor, and leaves no tensor behind', () => {
    const x = rows([0.9, 0.8]);
    const labels = tf.tensor1d([0, 1], 'int32');
    const before = tf.memory().numTensors;
    const wanted = expectedCalibrationError(x, [0, 1]);
    expect(expectedCalibrationError(x, Int32Array.of(0, 1))).toBe(wanted);
    expect(expectedCalibrationError(x, labels)).toBe(wanted);
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses what is out of its range', () => {
    const x = rows([0.9, 0.8]);
    const action = 'Cannot compute the calibration error';
    for (const numBins of [0, 1.5, Number.NaN])
      expect(() => expectedCalibrationError(x, [0, 1], { numBins })).toThrow(
        new RangeError(`${action}: numBins must be an integer of at least 1, got ${numBins}`),
      );
    for (const label of [2, -1, 0.5])
      expect(() => expectedCalibrationError(x, [0, label])).toThrow(
        new RangeError(`${action}: labels must be integers from 0 to 1, got ${label}`),
      );
    expect(() => expectedCalibrationError(tf.tensor2d([[3, 1]]), [0])).toThrow(
      new RangeError(
        `${action}: probabilities must sum to 1 along the last axis (of logits, take tf.softmax), got a sum of 4`,
      ),
    );
  });

  test('refuses other shapes and kinds', () => {
    const x = rows([0.9, 0.8]);
    const rule =
      'Cannot compute the calibration error: labels must be a vector as long as there are rows, [2]';
    expect(() => expectedCalibrationError(x, [0])).toThrow(new TypeError(`${rule}, got [1]`));
    expect(() => expectedCalibrationError(x, tf.ones([2, 1]))).toThrow(new TypeError(`${rule}, got [2,1]`));
    expect(() => expectedCalibrationError(x, undefined as unknown as number[])).toThrow(
      new TypeError(`${rule}, got undefined`),
    );
    const gone = tf.ones([2]);
    gone.dispose();
    expect(() => expectedCalibrationError(x, gone)).toThrow(new TypeError(`${rule}, got a disposed tensor`));
    expect(() => expectedCalibrationError(tf.ones([2]), [0, 0])).toThrow(
      /must be a float32 tensor of the shape \[N, C\]/,
    );
  });
});
