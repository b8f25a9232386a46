import { randomStream } from './random-stream.mjs';
import { at } from './vector.mjs';

/**
 * The second lecture's network f(x) = c + sum_h v_h tanh(w_h x + b_h) / sqrt(50), its noise and the prior of each
 * parameter. A vector of its parameters holds, in this order, w [50], b [50], v [50] and c.
 */
export const gap = { hidden: 50, parameters: 151, priorSigma: 2, noiseSd: 0.1 };

/** @typedef {import('./regression-network.mjs').Points} Points */

/**
 * The second lecture's data: a sine with normal noise, half of the points spread evenly over [-3, -1], half over [1, 3].
 *
 * @param {number} seed of the noise
 * @param {number} [count] of all points, even. Default 100
 * @returns {Points}
 */
export function gapPoints(seed, count = 100) {
  const { normal } = randomStream(seed);
  const half = count / 2;
  const x = Float64Array.from(
    { length: count },
    (_, i) => (i < half ? -3 : 1) + (2 * (i % half)) / (half - 1),
  );
  return { x, y: x.map((value) => Math.sin(value) + gap.noiseSd * normal()) };
}

/**
 * The network at one place at a time, with room for what it computes there.
 * @param {() => number} [factor] what a hidden unit's output is multiplied by, asked anew for each unit and place.
 *   Default 1
 */
export function gapNetwork(factor = () => 1) {
  const { hidden } = gap;
  const [biases, outputWeights, outputBias] = [hidden, 2 * hidden, 3 * hidden];
  const scale = 1 / Math.sqrt(hidden);
  const [outputs, slopes] = [new Float64Array(hidden), new Float64Array(hidden)]; // of the hidden units
  let place = 0;

  return {
    /**
     * @param {Float64Array} parameters [151]
     * @param {number} x
     * @returns {number} what the network says there
     */
    forward(parameters, x) {
      place = x;
      let sum = 0;
      for (let h = 0; h < hidden; h++) {
        const activation = Math.tanh(at(parameters, h) * x + at(parameters, biases + h));
        const kept = factor();
        outputs[h] = kept * activation;
        slopes[h] = kept * (1 - activation * activation);
        sum += at(parameters, outputWeights + h) * at(outputs, h);
      }
      return scale * sum + at(parameters, outputBias);
    },

    /**
     * Adds a multiple of the gradient of what `forward` said last.
     *
     * @param {Float64Array} parameters [151], those that `forward` was given
     * @param {number} multiple
     * @param {Float64Array} gradient [151], added to
     */
    addGradient(parameters, multiple, gradient) {
      const scaled = scale * multiple;
      for (let h = 0; h < hidden; h++) {
        const inner = scaled * at(parameters, outputWeights + h) * at(slopes, h);
        gradient[h] = at(gradient, h) + inner * place;
        gradient[biases + h] = at(gradient, biases + h) + inner;
        gradient[outputWeights + h] = at(gradient, outputWeights + h) + scaled * at(outputs, h);
      }
      gradient[outputBias] = at(gradient, outputBias) + multiple;
    },
  };
}

/**
 * @param {Float64Array} parameters [151]
 * @param {Float64Array} x [n]
 * @returns {Float64Array} what the network says there: [n]
 */
export function gapFunction(parameters, x) {
  const { forward } = gapNetwork();
  return x.map((value) => forward(parameters, value));
}

/**
 * The log likelihood of points under normal noise, up to a constant.
 *
 * @param {Points} points
 * @param {ReturnType<typeof gapNetwork>} [network] Default the plain one
 * @returns {import('./leapfrog.mjs').LogDensity} of the parameters [151]
 */
export function gapLogLikelihood({ x, y }, network = gapNetwork()) {
  const precision = gap.noiseSd ** -2;
  return (parameters, gradient) => {
    gradient.fill(0);
    let value = 0;
    for (let i = 0; i < x.length; i++) {
      const residual = at(y, i) - network.forward(parameters, at(x, i));
      value -= (precision / 2) * residual * residual;
      network.addGradient(parameters, precision * residual, gradient);
    }
    return value;
  };
}
