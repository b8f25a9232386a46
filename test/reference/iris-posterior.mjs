import { irisFlowers } from './iris-flowers.mjs';
import { irisLogLikelihood, irisNetwork, irisParameters } from './iris-network.mjs';
import { at, meanOf, partsOf } from './vector.mjs';

/**
 * The posterior of the lecture's classifier on the irises, judged on the 38 held out. The statistics of a draw are each
 * flower's three probabilities and their entropy: [38][4].
 *
 * @param {number} priorSigma
 * @returns {import('./posterior-numbers.mjs').Posterior}
 */
export function irisPosterior(priorSigma) {
  const { train, test } = irisFlowers();
  const { forward } = irisNetwork();
  return {
    parameters: irisParameters,
    priorSigma,
    logLikelihood: irisLogLikelihood(train),
    statisticsOf: (parameters) =>
      Float64Array.from(
        test.flatMap(({ features }) => {
          const probabilities = forward(parameters, features);
          return [...probabilities, entropy(probabilities)];
        }),
      ),
    numbersOf: (means) => numbersOf(test, means),
  };
}

/**
 * @param {import('./iris-flowers.mjs').Flower[]} flowers [38]
 * @param {Float64Array} means over draws of the flowers' statistics: [38][4]
 */
function numbersOf(flowers, means) {
  const predictions = partsOf(means, 4).map((part, i) => {
    const probabilities = part.subarray(0, 3);
    return {
      most: Math.max(...probabilities),
      ofTruth: at(probabilities, flowers[i]?.species ?? -1),
      information: entropy(probabilities) - at(part, 3), // between the species and the parameters
    };
  });
  return {
    accuracy: meanOf(predictions.map(({ ofTruth, most }) => Number(ofTruth === most))),
    NLL: meanOf(predictions.map(({ ofTruth }) => -Math.log(ofTruth))),
    'mean max p': meanOf(predictions.map(({ most }) => most)),
    'epistemic uncertainty': meanOf(predictions.map(({ information }) => information)),
  };
}

/**
 * @param {Float64Array} probabilities
 * @returns {number} in nats
 */
const entropy = (probabilities) => probabilities.reduce((sum, p) => sum - (p > 0 ? p * Math.log(p) : 0), 0);
