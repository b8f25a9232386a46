import { BayesLinear, setSeed } from 'bayes-notebooks';

/**
 * The largest mean of a new layer's weights, 20,000 of them. All below 0.995 of the limit: probability 0.995^20,000,
 * that is 1e-44.
 */
export function initialMeansReach(inputs: number): number {
  setSeed(1);
  const layer = new BayesLinear({ units: 20_000 / inputs, inputDim: inputs });
  const means = layer.getWeights()[0]?.dataSync() ?? [];
  return Math.max(...[...means].map(Math.abs));
}
