import { at, dot } from './vector.mjs';

/**
 * The log posterior under the prior N(0, priorSigma^2) on every parameter, as a density of the parameters divided by
 * priorSigma: in this unit the prior is N(0, I), which unit masses suit.
 *
 * @param {import('./leapfrog.mjs').LogDensity} logLikelihood of the parameters in their own unit
 * @param {number} priorSigma
 * @returns {import('./leapfrog.mjs').LogDensity} of parameters / priorSigma
 */
export function withGaussianPrior(logLikelihood, priorSigma) {
  return (scaled, gradient) => {
    const value = logLikelihood(inOwnUnit(scaled, priorSigma), gradient);
    for (let i = 0; i < scaled.length; i++) gradient[i] = priorSigma * at(gradient, i) - at(scaled, i);
    return value - dot(scaled, scaled) / 2;
  };
}

/**
 * @param {Float64Array} scaled parameters / priorSigma
 * @param {number} priorSigma
 * @returns {Float64Array} the parameters
 */
export const inOwnUnit = (scaled, priorSigma) => scaled.map((z) => priorSigma * z);
