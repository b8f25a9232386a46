import { randomNormal, setSeed, tf } from 'bayes-notebooks';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { RandomState } from '../../lib/random-state';
import oracles from '../oracles.json';

const numpy = oracles.numpy_random_state_42;

describe('RandomState', () => {
  test("is NumPy's RandomState(42): bits, uniform, normal, permutation", () => {
    const bits = new RandomState(42);
    expect(numpy.uint32.map(() => bits.uint32())).toEqual(numpy.uint32);
    const uniform = new RandomState(42);
    numpy.random_sample.forEach((expected) => expect(uniform.uniform()).toBeCloseTo(expected, 9));
    const normal = new RandomState(42);
    numpy.randn.forEach((expected) => expect(normal.normal()).toBeCloseTo(expected, 9));
    expect(new RandomState(42).permutation(10)).toEqual(numpy.permutation_10);
  });

  test('gives the reference output of MT19937: the 10,000th number of seed 5489 is 4123659995', () => {
    const stream = new RandomState(5489); // the C++ standard's test of std::mt19937, [rand.predef]
    for (let i = 1; i < 10_000; i++) stream.uint32();
    expect(stream.uint32()).toBe(4123659995);
  });

  test.each([-1, 0.5, 2 ** 32, Number.NaN])('rejects the seed %s', (seed) => {
    expect(() => new RandomState(seed)).toThrow(RangeError);
  });

  test('permutation() holds every number once', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(), (n, seed) => {
        const order = new RandomState(seed).permutation(n);
        expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: n }, (_, i) => i));
      }),
      { seed: 1 },
    );
  });
});

describe('normals()', () => {
  const n = 1_000_000;
  const draws = new RandomState(7).normals(n);
  const moment = (k: number) => draws.reduce((sum, z) => sum + z ** k, 0) / n;
  const share = (test: (z: number, i: number) => boolean) => draws.filter(test).length / n;

  // E z^k is 0, 1, 0, 3, 0, 15 and the variance of z^k is E z^2k - (E z^k)^2; five standard errors of a mean of n
  test.each([
    [1, 0, 1],
    [2, 1, 2],
    [3, 0, 15],
    [4, 3, 96],
    [5, 0, 945],
    [6, 15, 10170],
  ])('moment %i is %f', (k, expected, variance) => {
    expect(Math.abs(moment(k) - expected)).toBeLessThan(5 * Math.sqrt(variance / n));
  });

  // Phi(-c), from tables; five standard errors of a share
  test.each([
    [1, 0.158655254],
    [2, 0.022750132],
    [3, 0.001349898],
    [4, 3.1671242e-5],
  ])('has the normal tails beyond %i sd on both sides', (c, tail) => {
    const error = 5 * Math.sqrt(tail / n);
    expect(Math.abs(share((z) => z > c) - tail)).toBeLessThan(error);
    expect(Math.abs(share((z) => z < -c) - tail)).toBeLessThan(error);
  });

  test.each([1, 2, 3, 623, 1248])('draws %i apart are not correlated, nor are their squares', (lag) => {
    let plain = 0;
    let squares = 0;
    for (let i = 0; i < n - lag; i++) {
      const [a, b] = [draws[i]!, draws[i + lag]!];
      plain += a * b;
      squares += (a * a - 1) * (b * b - 1);
    }
    expect(Math.abs(plain / (n - lag))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(squares / (n - lag))).toBeLessThan((5 * 2) / Math.sqrt(n)); // z^2 - 1 has the variance 2
  });

  test('streams of neighbouring seeds are independent', () => {
    const other = new RandomState(8).normals(n);
    const mean = draws.reduce((sum, z, i) => sum + z * other[i]!, 0) / n;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(n));
  });
});

describe('setSeed() and randomNormal()', () => {
  const draw = (shape: number[] = [4]) => Array.from(randomNormal(shape).dataSync());

  test('draws repeat after the same seed, go on within a run, and 0 is a seed', () => {
    setSeed(0);
    const first = draw();
    const second = draw();
    expect(second).not.toEqual(first);
    setSeed(0);
    expect([draw(), draw()]).toEqual([first, second]);
    setSeed(1);
    expect(draw()).not.toEqual(first);
  });

  test('give the numbers of numpy.random.RandomState(42).randn', () => {
    setSeed(42);
    draw([3]).forEach((z, i) => expect(z).toBeCloseTo(numpy.randn[i]!, 6));
  });

  test('make float32 tensors of any shape, empty ones too', () => {
    expect(randomNormal([2, 3]).shape).toEqual([2, 3]);
    expect(randomNormal([]).shape).toEqual([]);
    expect(randomNormal([0, 3]).shape).toEqual([0, 3]);
    expect(randomNormal([2]).dtype).toBe('float32');
  });

  test('reject bad seeds and shapes', () => {
    expect(() => setSeed(1.5)).toThrow(
      'Cannot seed a random stream: the seed must be an integer from 0 to 4294967295, got 1.5',
    );
    expect(() => randomNormal([2, -1])).toThrow(RangeError);
    expect(() => randomNormal([Number.NaN])).toThrow('shape must hold integers of at least 0, got NaN');
    expect(() => randomNormal(3 as unknown as number[])).toThrow(RangeError);
  });

  test('are not drawn from tf.randomNormal, whose seed they leave alone', () => {
    setSeed(42);
    const first = draw();
    tf.randomNormal([10], 0, 1, 'float32', 42).dispose();
    setSeed(42);
    expect(draw()).toEqual(first);
  });
});
