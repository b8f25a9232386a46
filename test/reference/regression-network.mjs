import { randomStream } from './random-stream.mjs';
import { at } from './vector.mjs';

/**
 * The lecture's regression network 1 -> 100 ReLU -> 1, and its noise. A vector of its parameters holds, in this order,
 * the hidden units' weights [100], their biases [100], the output's weights [100] and its bias.
 */
export const regression = { hidden: 100, parameters: 301, priorSigma: 0.1, noiseSd: 0.1 };

/** @typedef {{ x: Float64Array, y: Float64Array }} Points [N] each, x ascending */

/**
 * The lecture's data: 500 points of a sine on [-3, 3] with normal noise.
 * @param {number} seed of the noise
 * @returns {Points}
 */
export function sinePoints(seed) {
  const { normal } = randomStream(seed);
  const x = Float64Array.from({ length: 500 }, (_, i) => -3 + (6 * i) / 499);
  return { x, y: x.map((value) => Math.sin(value) + regression.noiseSd * normal()) };
}

/**
 * @param {Float64Array} parameters [301]
 * @param {Float64Array} x [n]
 * @returns {Float64Array} what the network says there: [n]
 */
export function regressionFunction(parameters, x) {
  const { weights, biases, outputWeights, outputBias } = layersOf(parameters);
  return x.map((value) => {
    let f = outputBias;
    for (let j = 0; j < weights.length; j++) {
      f += at(outputWeights, j) * Math.max(0, at(weights, j) * value + at(biases, j));
    }
    return f;
  });
}

/**
 * The log likelihood of points under normal noise, up to a constant. Each hidden unit works on one side of its kink, so
 * that over ascending x its part of the function, and of each sum in the gradient, is a difference of running sums:
 * some 1,000 operations in place of 300,000.
 *
 * @param {Points} points
 * @returns {import('./leapfrog.mjs').LogDensity} of the parameters [301]
 */
export function regressionLogLikelihood({ x, y }) {
  const n = x.length;
  const precision = regression.noiseSd ** -2;
  return (parameters, gradient) => {
    const { weights, biases, outputWeights, outputBias } = layersOf(parameters);
    const ranges = Array.from(weights, (weight, j) => activeRange(x, weight, at(biases, j)));

    const [slope, height] = [new Float64Array(n + 1), new Float64Array(n + 1)]; // where the function's change
    ranges.forEach(([from, to], j) => {
      const [rise, base] = [at(outputWeights, j) * at(weights, j), at(outputWeights, j) * at(biases, j)];
      slope[from] = at(slope, from) + rise;
      slope[to] = at(slope, to) - rise;
      height[from] = at(height, from) + base;
      height[to] = at(height, to) - base;
    });

    const [sums, sumsX] = [new Float64Array(n + 1), new Float64Array(n + 1)]; // of d/df, and of x d/df, before each point
    let [a, b, value] = [0, outputBias, 0];
    for (let i = 0; i < n; i++) {
      a += at(slope, i);
      b += at(height, i);
      const residual = at(y, i) - (a * at(x, i) + b);
      value -= (precision / 2) * residual * residual;
      sums[i + 1] = at(sums, i) + precision * residual;
      sumsX[i + 1] = at(sumsX, i) + precision * residual * at(x, i);
    }

    const d = layersOf(gradient);
    ranges.forEach(([from, to], j) => {
      const [sum, sumX] = [at(sums, to) - at(sums, from), at(sumsX, to) - at(sumsX, from)];
      d.weights[j] = at(outputWeights, j) * sumX;
      d.biases[j] = at(outputWeights, j) * sum;
      d.outputWeights[j] = at(weights, j) * sumX + at(biases, j) * sum;
    });
    gradient[3 * regression.hidden] = at(sums, n);
    return value;
  };
}

/** @param {Float64Array} parameters [301] */
function layersOf(parameters) {
  const { hidden } = regression;
  const part = (/** @type {number} */ k) => parameters.subarray(k * hidden, (k + 1) * hidden);
  return {
    weights: part(0),
    biases: part(1),
    outputWeights: part(2),
    outputBias: at(parameters, 3 * hidden),
  };
}

/**
 * @param {Float64Array} x [n], ascending
 * @param {number} weight
 * @param {number} bias
 * @returns {[from: number, to: number]} the points where weight * x + bias is above 0: from <= i < to
 */
function activeRange(x, weight, bias) {
  const kink = -bias / weight;
  let [low, high] = [0, x.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (at(x, middle) <= kink) low = middle + 1;
    else high = middle;
  }
  return weight >= 0 ? [low, x.length] : [0, low];
}
