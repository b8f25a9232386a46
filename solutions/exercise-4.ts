import { tf } from 'bayes-notebooks';

// The reference answer to exercise 4 and two other right ones. The generator puts `coverage` into the solved notebooks,
// and its comment and signature into the students'.

// pl: Dla każdego poziomu udział obserwacji, które leżą w swoim środkowym przedziale predykcyjnym o tym poziomie.
// en: For each level the share of the observations that lie in their central predictive interval of that level.
export function coverage(
  draws: tf.Tensor2D, // [S, N]
  y: tf.Tensor1D, // [N]
  noiseSd: tf.Scalar, // []
  levels: tf.Tensor1D, // [K]
): tf.Tensor1D {
  return tf.tidy(() => {
    const { mean, variance } = tf.moments(draws, 0); // [N], [N]
    // pl: Niezgoda losowań i szum są niezależne, więc dodają się wariancje, a nie odchylenia.
    // en: The disagreement of the draws and the noise are independent, so variances add up, not standard deviations.
    const sd = variance.add(noiseSd.square()).sqrt(); // [N]
    const z = y.sub(mean).div(sd).abs(); // [N]
    // pl: erf(z / √2) to poziom przedziału, na którego brzegu leży obserwacja: szersze już ją obejmują.
    // en: erf(z / √2) is the level of the interval on whose edge the observation lies: wider ones hold it.
    const needed = z.div(Math.SQRT2).erf(); // [N]
    const inside = needed.lessEqual(levels.expandDims(1)); // [K, N]
    return inside.cast('float32').mean(1).as1D(); // [K]
  });
}

/** Level by level. */
export function coverageLevelByLevel(
  draws: tf.Tensor2D,
  y: tf.Tensor1D,
  noiseSd: tf.Scalar,
  levels: tf.Tensor1D,
): tf.Tensor1D {
  return tf.tidy(() => {
    const mean = draws.mean(0); // [N]
    const variance = draws.squaredDifference(mean).mean(0).add(noiseSd.square()); // [N]
    const squared = y.squaredDifference(mean).div(variance.mul(2)); // [N]
    const needed = squared.sqrt().erf();
    const shares = levels
      .arraySync()
      .map((level) => needed.lessEqual(level).cast('float32').mean());
    return tf.stack(shares).as1D();
  });
}

/** In plain numbers, with the width of each interval found by bisection. */
export function coverageInNumbers(
  draws: tf.Tensor2D,
  y: tf.Tensor1D,
  noiseSd: tf.Scalar,
  levels: tf.Tensor1D,
): tf.Tensor1D {
  const rows = draws.arraySync();
  const noise = noiseSd.arraySync();
  const deviations = y.arraySync().map((observed, n) => {
    const values = rows.map((row) => row[n] ?? 0);
    const mean = average(values);
    const variance = average(values.map((value) => (value - mean) ** 2));
    return Math.abs(observed - mean) / Math.sqrt(variance + noise ** 2);
  });
  const shares = levels.arraySync().map((level) => {
    const width = widthOf(level);
    return average(deviations.map((deviation) => (deviation <= width ? 1 : 0)));
  });
  return tf.tensor1d(shares);
}

const average = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** By how many standard deviations an interval with this probability reaches to either side. */
function widthOf(level: number): number {
  let [low, high] = [0, 6];
  for (let step = 0; step < 30; step++) {
    const middle = (low + high) / 2;
    const probability = tf.tidy(() => tf.erf(tf.scalar(middle / Math.SQRT2)).arraySync() as number);
    if (probability < level) low = middle;
    else high = middle;
  }
  return high;
}
