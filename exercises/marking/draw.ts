import { createHash } from 'node:crypto';

/**
 * A stream of numbers that depends on the seed and the check alone.
 *
 * It is SHA-256 in counter mode, because what one check shows to a submission must not let it work out the values
 * of another, which a Mersenne Twister would.
 */
export class Draw {
  #block = Buffer.alloc(0);
  #position = 0;
  #counter = 0;
  readonly #seed: string;
  readonly #label: string;

  constructor(seed: string, label: string) {
    this.#seed = seed;
    this.#label = label;
  }

  /** The same seed under another label. */
  branch(label: string | number): Draw {
    return new Draw(this.#seed, `${this.#label}/${label}`);
  }

  /** Uniform in [low, high), rounded to float32 so that the child and the reference use the same number. */
  uniform(low: number, high: number): number {
    if (this.#position + 4 > this.#block.length) {
      this.#block = createHash('sha256')
        .update(JSON.stringify([this.#seed, this.#label, this.#counter++]))
        .digest();
      this.#position = 0;
    }
    const fraction = this.#block.readUInt32LE(this.#position) / 2 ** 32;
    this.#position += 4;
    return Math.fround(low + (high - low) * fraction);
  }

  /** Uniform in size between `low` and `high`, of either sign: never near zero. */
  away(low: number, high: number): number {
    const signed = this.uniform(-1, 1);
    return Math.fround(Math.sign(signed || 1) * (low + (high - low) * Math.abs(signed)));
  }

  /** An integer from `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.uniform(0, 1) * (high - low + 1 - 1e-6));
  }
}
