import { tf } from 'bayes-notebooks';

// The reference answer to exercise 3 and two other right ones. The generator puts `predictiveLogLikelihood` into the
// solved notebooks, and its comment and signature into the students'.

// pl: Średnia po obserwacjach z log (1/S) Σ_s N(y_n | draws[s, n], noiseSd²).
// en: The mean over the observations of log (1/S) Σ_s N(y_n | draws[s, n], noiseSd²).
export function predictiveLogLikelihood(
  draws: tf.Tensor2D, // [S, N]
  y: tf.Tensor1D, // [N]
  noiseSd: tf.Scalar, // []
): tf.Scalar {
  return tf.tidy(() => {
    const [samples] = draws.shape;
    const deviation = y.sub(draws).div(noiseSd); // [S, N]
    const logNormaliser = noiseSd.mul(Math.sqrt(2 * Math.PI)).log(); // []
    const logDensity = deviation.square().div(-2).sub(logNormaliser); // [S, N]
    // pl: logSumExp wyjmuje przed sumę największy wykładnik każdej obserwacji. Bez tego exp(-800) byłoby zerem,
    //     a logarytm zera minus nieskończonością.
    // en: logSumExp takes the largest exponent of each observation out of the sum. Without that exp(-800) would be zero
    //     and the logarithm of zero minus infinity.
    const ofObservation = tf.logSumExp(logDensity, 0).sub(Math.log(samples)); // [N]
    return ofObservation.mean().asScalar();
  });
}

/** With the largest exponent taken out by hand. */
export function predictiveLogLikelihoodByHand(
  draws: tf.Tensor2D,
  y: tf.Tensor1D,
  noiseSd: tf.Scalar,
): tf.Scalar {
  return tf.tidy(() => {
    const variance = noiseSd.square();
    const exponent = draws.squaredDifference(y).div(variance.mul(-2)); // [S, N]
    const largest = exponent.max(0); // [N]
    const meanDensity = exponent.sub(largest).exp().mean(0); // [N], relative to the largest
    const normaliser = variance.mul(2 * Math.PI).sqrt();
    return meanDensity.div(normaliser).log().add(largest).mean().asScalar();
  });
}

/** Observation by observation, in plain numbers. */
export function predictiveLogLikelihoodInNumbers(
  draws: tf.Tensor2D,
  y: tf.Tensor1D,
  noiseSd: tf.Scalar,
): tf.Scalar {
  const rows = draws.arraySync();
  const sd = noiseSd.arraySync();
  const scores = y.arraySync().map((observed, n) => {
    const exponents = rows.map((row) => -(((observed - (row[n] ?? 0)) / sd) ** 2) / 2);
    const largest = Math.max(...exponents);
    const sum = exponents.reduce((total, exponent) => total + Math.exp(exponent - largest), 0);
    return largest + Math.log(sum / rows.length) - Math.log(sd * Math.sqrt(2 * Math.PI));
  });
  return tf.scalar(scores.reduce((sum, score) => sum + score, 0) / scores.length);
}
