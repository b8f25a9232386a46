import { at } from './vector.mjs';

/**
 * The lecture's classifier 4 -> 100 ReLU -> 3, a bias being the weight of an input that is always 1. A vector of its
 * parameters holds the hidden units' weights [100][5], then the species' [3][101], the bias last in each row.
 */
export const irisParameters = 803;
const [inputCount, hidden, speciesCount] = [4, 100, 3];
const hiddenRow = (/** @type {number} */ j) => j * (inputCount + 1);
const speciesRow = (/** @type {number} */ c) => hiddenRow(hidden) + c * (hidden + 1);

/**
 * The log likelihood of the flowers' species: the sum of the true ones' log probabilities.
 *
 * @param {import('./iris-flowers.mjs').Flower[]} flowers
 * @returns {import('./leapfrog.mjs').LogDensity} of the parameters [803]
 */
export function irisLogLikelihood(flowers) {
  const network = irisNetwork();
  return (parameters, gradient) => {
    gradient.fill(0);
    let value = 0;
    for (const { features, species } of flowers) {
      value += Math.log(at(network.forward(parameters, features), species));
      network.addGradient(parameters, species, gradient);
    }
    return value;
  };
}

/** The network on one flower at a time, with room for what it computes there. */
export function irisNetwork() {
  const input = new Float64Array(inputCount + 1).fill(1);
  const units = new Float64Array(hidden + 1).fill(1);
  const probabilities = new Float64Array(speciesCount);

  return {
    /**
     * @param {Float64Array} parameters [803]
     * @param {Float64Array} features [4], scaled
     * @returns {Float64Array} each species' probability: [3], written anew by the next call
     */
    forward(parameters, features) {
      input.set(features);
      for (let j = 0; j < hidden; j++) units[j] = Math.max(0, weightedSum(parameters, hiddenRow(j), input));
      for (let c = 0; c < speciesCount; c++) probabilities[c] = weightedSum(parameters, speciesRow(c), units);
      softmax(probabilities);
      return probabilities;
    },

    /**
     * Adds the gradient of the log probability of a species for the flower that `forward` was given last.
     * @param {Float64Array} parameters [803]
     * @param {number} species
     * @param {Float64Array} gradient [803], added to
     */
    addGradient(parameters, species, gradient) {
      const slopes = probabilities.map((p, c) => Number(c === species) - p); // d log p / d logits: [3]
      for (let j = 0; j <= hidden; j++) {
        if (at(units, j) === 0) continue; // switched off, it has no part in the flower's probabilities
        let slope = 0; // d log p / d unit
        for (let c = 0; c < speciesCount; c++) {
          const k = speciesRow(c) + j;
          gradient[k] = at(gradient, k) + at(slopes, c) * at(units, j);
          slope += at(slopes, c) * at(parameters, k);
        }
        if (j === hidden) break; // the unit that is always 1 has no weights of its own
        for (let i = 0; i <= inputCount; i++) {
          const k = hiddenRow(j) + i;
          gradient[k] = at(gradient, k) + slope * at(input, i);
        }
      }
    },
  };
}

/**
 * @param {Float64Array} parameters
 * @param {number} from where the weights begin
 * @param {Float64Array} values
 * @returns {number} the sum of values times weights
 */
function weightedSum(parameters, from, values) {
  let sum = 0;
  for (let k = 0; k < values.length; k++) sum += at(parameters, from + k) * at(values, k);
  return sum;
}

/** @param {Float64Array} logits turned into probabilities */
function softmax(logits) {
  const most = Math.max(...logits);
  let sum = 0;
  for (let c = 0; c < logits.length; c++) {
    logits[c] = Math.exp(at(logits, c) - most);
    sum += at(logits, c);
  }
  for (let c = 0; c < logits.length; c++) logits[c] = at(logits, c) / sum;
}
