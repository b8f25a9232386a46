import { tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sums } from '../../../lib/fused/sums';
import { distance, scattered } from './agreement';

describe('sums()', () => {
  test('adds the tensors of each group, whatever their shapes and number', () => {
    const group = fc.tuple(
      fc.integer({ min: 1, max: 3 }),
      fc.array(fc.integer({ min: 0, max: 9 }), { maxLength: 3 }),
    );
    fc.assert(
      fc.property(fc.array(group, { maxLength: 6 }), fc.nat({ max: 1000 }), (shapes, seed) =>
        tf.tidy(() => {
          const groups = shapes.map(([count, shape], i) =>
            Array.from({ length: count }, (_, k) => scattered(shape, 2, seed + 10 * i + k)),
          );
          const got = sums(groups);
          expect(got.length).toBe(groups.length);
          for (const [i, some] of groups.entries())
            expect(distance(got[i]!, tf.addN(some))).toBeLessThan(1e-6);
        }),
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  test('adds whole numbers too, and leaves alone what it adds', () => {
    const whole = () => tf.tensor1d([1, 2, 3], 'int32');
    const float = tf.tensor1d([1, 2, 3, 4, 5]);
    const [first, second, third] = sums([[whole(), whole()], [float, float], [float]]);
    expect(Array.from(first!.dataSync())).toEqual([2, 4, 6]);
    expect(Array.from(second!.dataSync())).toEqual([2, 4, 6, 8, 10]);
    expect(third).toBe(float);
    expect(Array.from(float.dataSync())).toEqual([1, 2, 3, 4, 5]);
  });
});
