import { adam } from './adam.mjs';
import { at, partsOf } from './vector.mjs';

/** @typedef {{ means: Float64Array, sds: Float64Array }} MeanField a normal distribution for each parameter: [d] each */

/**
 * Variational inference with an independent normal distribution for each parameter: climbs the evidence lower bound,
 * estimated anew at each step from one draw (Kingma and Welling, ICLR 2014, section 2.4; Blundell et al., ICML 2015,
 * section 3.2), in the means and the logarithms of the standard deviations.
 *
 * @param {import('./leapfrog.mjs').LogDensity} logLikelihood
 * @param {number} priorSigma of each parameter
 * @param {MeanField} start
 * @param {{ steps: number, rates: readonly [number, number], random: import('./random-stream.mjs').RandomStream }} settings
 * @returns {MeanField}
 */
export function meanField(logLikelihood, priorSigma, { means, sds }, { random, ...climb }) {
  const bound = evidenceLowerBound(logLikelihood, priorSigma, random);
  const end = adam(bound, Float64Array.from([...means, ...sds.map(Math.log)]), climb);
  const [endMeans = means, logSds = sds] = partsOf(end, means.length);
  return { means: endMeans, sds: logSds.map(Math.exp) };
}

/**
 * @param {import('./leapfrog.mjs').LogDensity} logLikelihood
 * @param {number} priorSigma
 * @param {import('./random-stream.mjs').RandomStream} random
 * @returns {import('./leapfrog.mjs').LogDensity} an estimate of the bound, another one at each call, of the means and
 *   the logarithms of the standard deviations: [2 d]. The divergence from the prior, in closed form, is subtracted
 */
export function evidenceLowerBound(logLikelihood, priorSigma, { normal }) {
  const precision = priorSigma ** -2;
  return (position, gradient) => {
    const d = position.length / 2;
    const noise = new Float64Array(d).map(normal);
    const draw = noise.map((e, i) => at(position, i) + Math.exp(at(position, d + i)) * e);
    const slopes = new Float64Array(d);
    let value = logLikelihood(draw, slopes);
    for (let i = 0; i < d; i++) {
      const [mean, logSd] = [at(position, i), at(position, d + i)];
      const sd = Math.exp(logSd);
      value -= (precision * (mean * mean + sd * sd) - 1) / 2 - logSd + Math.log(priorSigma);
      gradient[i] = at(slopes, i) - precision * mean;
      gradient[d + i] = at(slopes, i) * at(noise, i) * sd - precision * sd * sd + 1;
    }
    return value;
  };
}

/**
 * @param {MeanField} distribution
 * @param {import('./random-stream.mjs').RandomStream} random
 * @returns {Float64Array} a draw of the parameters: [d]
 */
export const drawFrom = ({ means, sds }, { normal }) => means.map((mean, i) => mean + at(sds, i) * normal());
