import { integral, normalMean } from './integral';

const hidden = 100;
const priorSd = 0.1;

/** Weights and biases of inputs-100-outputs. */
export const parametersOf = (inputs: number, outputs: number): number =>
  inputs * hidden + hidden + (hidden * outputs + outputs);

/** The ELBO's weight before the mean KL for a mean log-likelihood: P/N. */
export const irisElboWeight = (): number => parametersOf(4, 3) / 112;

/** The same for a mean squared error with noise of standard deviation 0.1: 2 sigma² P/N. */
export const sineElboWeight = (): number => (2 * 0.1 ** 2 * parametersOf(1, 1)) / 500;

/**
 * Mean and standard deviation, over initialisations, of the mean KL per parameter: each mean is uniform on
 * ±1/sqrt(inputs), each standard deviation the prior's, so that a parameter's KL is mu² / 2 sigma0².
 */
export function initialKl(inputs: number, outputs: number): { mean: number; sd: number } {
  const layers = [
    { inputs, parameters: inputs * hidden + hidden },
    { inputs: hidden, parameters: hidden * outputs + outputs },
  ];
  let [sum, variance] = [0, 0];
  for (const layer of layers) {
    const end = 1 / Math.sqrt(layer.inputs);
    const moment = (power: number) =>
      integral((mu) => (mu ** 2 / (2 * priorSd ** 2)) ** power / (2 * end), -end, end);
    sum += layer.parameters * moment(1);
    variance += layer.parameters * (moment(2) - moment(1) ** 2);
  }
  const parameters = parametersOf(inputs, outputs);
  return { mean: sum / parameters, sd: Math.sqrt(variance) / parameters };
}

/**
 * The prior's standard deviation of f(x) for 1-100-1 with ReLU: hidden values are N(0, sigma0² (x² + 1)), each comes
 * with an independent output weight, and the output bias adds its own variance.
 */
export function priorFunctionSd(x: number): number {
  const hiddenSd = priorSd * Math.sqrt(x ** 2 + 1);
  const meanSquareOfRelu = normalMean((h) => Math.max(0, h) ** 2, 0, hiddenSd);
  return Math.sqrt(priorSd ** 2 + hidden * priorSd ** 2 * meanSquareOfRelu);
}

/** The first step, counted from 0, whose weight 1/(step + 1) is below the ELBO's. */
export function firstStepBelowElbo(): number {
  let step = 0;
  while (1 / (step + 1) >= sineElboWeight()) step++;
  return step;
}
