/**
 * NumPy's legacy random stream, number for number: `new RandomState(42).normals(3)` is
 * `numpy.random.RandomState(42).randn(3)`.
 *
 * The generator is the Mersenne Twister MT19937 of Matsumoto and Nishimura (ACM TOMACS 8(1), 1998); normal
 * numbers come from Marsaglia's polar method (SIAM Review 6(3), 1964), whose tails are exact.
 */
import { bulkNormals, canDrawInBulk } from './fused/bulk-normals';

const stateLength = 624;
const middle = 397;
/** From so many normal numbers on, the same loop in WebAssembly is faster than here. */
const bulkFrom = 64;

export class RandomState {
  readonly #state = new Uint32Array(stateLength);
  #position = stateLength;
  #spareNormal: number | undefined;

  /**
   * @param seed an integer from 0 to 2^32 - 1; 0 is a seed like any other
   * @throws {RangeError} for any other seed
   */
  constructor(seed: number) {
    if (!Number.isInteger(seed) || seed < 0 || seed > 0xffffffff) {
      throw new RangeError(
        `Cannot seed a random stream: the seed must be an integer from 0 to 4294967295, got ${seed}`,
      );
    }
    this.#state[0] = seed;
    for (let i = 1; i < stateLength; i++) {
      const previous = this.#state[i - 1]! ^ (this.#state[i - 1]! >>> 30);
      this.#state[i] = Math.imul(1812433253, previous) + i;
    }
  }

  /** The next 32 random bits, as an integer from 0 to 2^32 - 1. */
  uint32(): number {
    if (this.#position === stateLength) this.#twist();
    let y = this.#state[this.#position++]!;
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    return (y ^ (y >>> 18)) >>> 0;
  }

  #twist(): void {
    const s = this.#state;
    let i = 0; // three loops in place of three remainders a number
    for (; i < stateLength - middle; i++) s[i] = s[i + middle]! ^ mixed(s[i]!, s[i + 1]!);
    for (; i < stateLength - 1; i++) s[i] = s[i + middle - stateLength]! ^ mixed(s[i]!, s[i + 1]!);
    s[i] = s[middle - 1]! ^ mixed(s[i]!, s[0]!);
    this.#position = 0;
  }

  /** A number from the uniform distribution on [0, 1), with 53 random bits. */
  uniform(): number {
    const high = this.uint32() >>> 5;
    const low = this.uint32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  /** A number from the standard normal distribution N(0, 1). */
  normal(): number {
    if (this.#spareNormal !== undefined) {
      const spare = this.#spareNormal;
      this.#spareNormal = undefined;
      return spare;
    }
    let x: number;
    let y: number;
    let r2: number;
    do {
      x = 2 * this.uniform() - 1;
      y = 2 * this.uniform() - 1;
      r2 = x * x + y * y;
    } while (r2 >= 1 || r2 === 0);
    const scale = Math.sqrt((-2 * Math.log(r2)) / r2);
    this.#spareNormal = scale * x;
    return scale * y;
  }

  /** `count` numbers from N(0, 1), in float32. */
  normals(count: number): Float32Array {
    const values = new Float32Array(count);
    if (count >= bulkFrom && canDrawInBulk()) {
      const spares = this.#spareNormal === undefined ? 0 : 1;
      if (spares > 0) values[0] = this.normal();
      const { position, spare } = bulkNormals(this.#state, this.#position, values.subarray(spares));
      this.#position = position;
      this.#spareNormal = spare;
    } else {
      for (let i = 0; i < count; i++) values[i] = this.normal();
    }
    return values;
  }

  /** The integers 0 to n - 1 in random order: Fisher and Yates's shuffle. */
  permutation(n: number): number[] {
    const order = Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i > 0; i--) {
      const j = this.#integerUpTo(i);
      [order[i], order[j]] = [order[j]!, order[i]!];
    }
    return order;
  }

  /** An integer from 0 to max, without bias: too large draws of just enough bits are thrown away. */
  #integerUpTo(max: number): number {
    const mask = 0xffffffff >>> Math.clz32(max);
    let draw: number;
    do draw = (this.uint32() & mask) >>> 0;
    while (draw > max);
    return draw;
  }
}

function mixed(high: number, low: number): number {
  const y = (high & 0x80000000) | (low & 0x7fffffff);
  return (y >>> 1) ^ (-(y & 1) & 0x9908b0df);
}
