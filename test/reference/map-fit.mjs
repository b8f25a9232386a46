import { adam } from './adam.mjs';
import { gap } from './gap-network.mjs';
import { at, dot } from './vector.mjs';

/**
 * Long enough for the fit to follow the data, not for it to come to rest: in the gap more steps, or other starts, give
 * other functions.
 */
export const fitSettings = { steps: 2000, rates: /** @type {const} */ ([0.02, 0.002]), startSd: 1 };

/**
 * The most probable parameters near a start that is drawn from N(0, startSd^2).
 *
 * @param {import('./leapfrog.mjs').LogDensity} logLikelihood of the gap's network; noisy with dropout
 * @param {import('./random-stream.mjs').RandomStream} random of the start
 * @param {Partial<typeof fitSettings>} [settings] Default `fitSettings`
 * @returns {Float64Array} the parameters: [151]
 */
export function mapFit(logLikelihood, { normal }, settings = {}) {
  const { startSd, ...climb } = { ...fitSettings, ...settings };
  const start = new Float64Array(gap.parameters).map(() => startSd * normal());
  return adam(gapLogPosterior(logLikelihood), start, climb);
}

/**
 * Adds the log density of the prior N(0, 2^2) of each parameter, up to a constant.
 *
 * @param {import('./leapfrog.mjs').LogDensity} logLikelihood of the gap's network
 * @returns {import('./leapfrog.mjs').LogDensity} in the parameters' own unit
 */
export function gapLogPosterior(logLikelihood) {
  const precision = gap.priorSigma ** -2;
  return (parameters, gradient) => {
    const value = logLikelihood(parameters, gradient);
    for (let i = 0; i < parameters.length; i++) gradient[i] = at(gradient, i) - precision * at(parameters, i);
    return value - (precision / 2) * dot(parameters, parameters);
  };
}
