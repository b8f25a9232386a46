/** @typedef {{ uniform: () => number, normal: () => number }} RandomStream */

/**
 * A small seeded random generator of this reference's own, so that it shares nothing with what it is to check:
 * sfc32 of Chris Doty-Humphrey's PractRand, and Marsaglia's polar method (SIAM Review 6(3), 1964).
 *
 * @param {number} seed a whole number from 0 to 2^32 - 1
 * @param {number} [stream] another number gives draws of the same seed that are independent of these. Default 0
 * @returns {RandomStream} `uniform` on [0, 1) with 53 random bits, `normal` from N(0, 1)
 * @example
 * const { normal } = randomStream(1);
 * const noise = 0.1 * normal(); // standard deviation 0.1
 */
export function randomStream(seed, stream = 0) {
  let [a, b, c, counter] = [seed | 0, stream | 0, 0, 1];
  const uint32 = () => {
    const sum = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return sum >>> 0;
  };
  for (let i = 0; i < 15; i++) uint32(); // the seed has then reached every bit of the state

  const uniform = () => ((uint32() >>> 5) * 67108864 + (uint32() >>> 6)) / 9007199254740992;
  /** @type {number | undefined} */
  let spare;
  const normal = () => {
    if (spare !== undefined) {
      const kept = spare;
      spare = undefined;
      return kept;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const r2 = x * x + y * y;
      if (r2 >= 1 || r2 === 0) continue;
      const scale = Math.sqrt((-2 * Math.log(r2)) / r2);
      spare = scale * y;
      return scale * x;
    }
  };
  return { uniform, normal };
}
