import { type BayesSpec, isBayes, leaves, once } from '../marking/net';
import { add } from '../marking/sums';
import { size } from '../marking/tensors';
import type { ModelSpec, TensorData } from '../model-spec';

/** KL( N(mu, sigma^2) || N(mu0, sigma0^2) ) of one parameter, in float64. */
export type KlTerm = (mu: number, logSigma: number, mu0: number, sigma0: number) => number;

/** The closed form: log(sigma0/sigma) + (sigma^2 + (mu - mu0)^2) / (2 sigma0^2) - 1/2. */
export const gaussianTerm: KlTerm = (mu, logSigma, mu0, sigma0) =>
  Math.log(sigma0) - logSigma + (Math.exp(2 * logSigma) + (mu - mu0) ** 2) / (2 * sigma0 ** 2) - 0.5;

/** Sum of `term` over a mean tensor and its log sigma. */
function overTensor(term: KlTerm, mu: TensorData, logSigma: TensorData, layer: BayesSpec): number {
  return mu.values.reduce(
    (sum, value, i) => sum + term(value, logSigma.values[i] as number, layer.priorMu, layer.priorSigma),
    0,
  );
}

/** KL sums and parameter counts of one layer, weights and biases apart. */
export interface LayerKl {
  weights: number;
  biases: number;
  weightCount: number;
  biasCount: number;
}

export function layerKl(layer: BayesSpec, term: KlTerm = gaussianTerm): LayerKl {
  const [weightMu, weightLogSigma, biasMu, biasLogSigma] = layer.weights;
  return {
    weights: overTensor(term, weightMu, weightLogSigma, layer),
    biases: overTensor(term, biasMu, biasLogSigma, layer),
    weightCount: size(weightMu),
    biasCount: size(biasMu),
  };
}

/** The model's BayesLinear layers: at any depth, each once. */
const bayesLayers = (model: ModelSpec): BayesSpec[] => once(leaves(model).filter(isBayes));

/** A (mu, log sigma) pair counts as one parameter. */
export const parameterCount = (layers: BayesSpec[]): number =>
  layers.reduce((count, layer) => count + size(layer.weights[0]) + size(layer.weights[2]), 0);

/** Mean of `term` over all parameters of the layers. */
export function meanTerm(layers: BayesSpec[], term: KlTerm = gaussianTerm): number {
  const total = layers.reduce((sum, layer) => {
    const kl = layerKl(layer, term);
    return sum + kl.weights + kl.biases;
  }, 0);
  return total / parameterCount(layers);
}

/** d (mean KL) / d weight, for each of the four weights of each layer. */
export function meanKlGradients(layers: BayesSpec[]): TensorData[] {
  const count = parameterCount(layers);
  return layers.flatMap(({ weights, priorMu, priorSigma }) =>
    weights.map((weight, index) => ({
      ...weight,
      values: weight.values.map((value) =>
        index % 2 === 0
          ? (value - priorMu) / priorSigma ** 2 / count
          : ((Math.exp(value) / priorSigma) ** 2 - 1) / count,
      ),
    })),
  );
}

/**
 * Mean magnitude of what is added up: float32 rounds relative to this, not to the sum, in which terms cancel.
 */
export const meanMagnitude = (layers: BayesSpec[]): number =>
  meanTerm(
    layers,
    (mu, logSigma, mu0, sigma0) =>
      Math.abs(Math.log(sigma0) - logSigma) +
      (Math.exp(2 * logSigma) + (mu - mu0) ** 2) / (2 * sigma0 ** 2) +
      0.5,
  );

/** Standard deviation of (log q(w) - log p(w)) / count at one draw w: what a one-sample estimate scatters by. */
export function oneSampleSd(layers: BayesSpec[]): number {
  const variance = meanTerm(layers, (mu, logSigma, mu0, sigma0) => {
    const quadratic = (Math.exp(logSigma) / sigma0) ** 2 - 1; // times eps^2 / 2
    const linear = (Math.exp(logSigma) * (mu - mu0)) / sigma0 ** 2; // times eps
    return quadratic ** 2 / 2 + linear ** 2;
  });
  return Math.sqrt(variance / parameterCount(layers));
}

/** A net with the sums and counts that right and wrong answers are made of. */
export interface NetKl {
  model: ModelSpec;
  layers: BayesSpec[];
  /** Of each layer, in the same order. */
  kls: LayerKl[];
  /** Number of parameters. */
  count: number;
  sum: number;
  weightSum: number;
  weightCount: number;
  layerMeans: number[];
  /** Of each layer's weights and biases apart. */
  tensorMeans: number[];
  /** Number of parameters that have no distribution. */
  denseParameters: number;
}

export function netKl({ model }: { model: ModelSpec }): NetKl {
  const layers = bayesLayers(model);
  const kls = layers.map((layer) => layerKl(layer));
  return {
    model,
    layers,
    kls,
    count: parameterCount(layers),
    sum: add(kls.map((kl) => kl.weights + kl.biases)),
    weightSum: add(kls.map((kl) => kl.weights)),
    weightCount: add(kls.map((kl) => kl.weightCount)),
    layerMeans: kls.map((kl) => (kl.weights + kl.biases) / (kl.weightCount + kl.biasCount)),
    tensorMeans: kls.flatMap((kl) => [kl.weights / kl.weightCount, kl.biases / kl.biasCount]),
    denseParameters: add(
      once(leaves(model)).map((layer) =>
        layer.kind === 'dense' ? size(layer.weights[0]) + size(layer.weights[1]) : 0,
      ),
    ),
  };
}

/** What comes out where some layers alone are looked at: divided by their own parameters, or by all. */
export function ofSome(layers: BayesSpec[], count: number): number[] {
  if (layers.length === 0) return [0, 0];
  return [meanTerm(layers), (meanTerm(layers) * parameterCount(layers)) / count];
}

/** The same for one layer, also without any division. */
export function ofOneLayer(layer: BayesSpec | undefined, count: number): number[] {
  if (!layer) return [];
  const value = meanTerm([layer]);
  const sum = value * parameterCount([layer]);
  return [value, sum / count, sum];
}
