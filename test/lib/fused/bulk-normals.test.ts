import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomState } from '../../../lib/random-state';

describe('normal numbers in bulk', () => {
  test('are those of single draws, whatever was drawn before, and the stream goes on as after those', () => {
    const before = fc.array(fc.constantFrom('uint32', 'uniform', 'normal'), { maxLength: 9 });
    fc.assert(
      fc.property(fc.nat(), before, fc.integer({ min: 64, max: 6000 }), (seed, draws, count) => {
        const [bulk, single] = [new RandomState(seed), new RandomState(seed)];
        for (const draw of draws as ('uint32' | 'uniform' | 'normal')[]) {
          expect(bulk[draw]()).toBe(single[draw]());
        }
        const got = bulk.normals(count);
        const expected = Float32Array.from({ length: count }, () => single.normal());
        expect(got).toEqual(expected);
        // the spare's logarithm may differ in its last bit of float64
        for (let i = 0; i < 3; i++) expect(bulk.normal()).toBeCloseTo(single.normal(), 12);
        expect(bulk.uint32()).toBe(single.uint32());
        expect(bulk.permutation(7)).toEqual(single.permutation(7));
      }),
      { seed: 1, numRuns: 40 },
    );
  });

  test('are a million single draws to the last bit of float32', () => {
    const single = new RandomState(42);
    const got = new RandomState(42).normals(1_000_000);
    let different = 0;
    for (const value of got) if (value !== Math.fround(single.normal())) different++;
    expect(different).toBe(0);
  });
});
