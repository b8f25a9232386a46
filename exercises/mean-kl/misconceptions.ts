import type { LayerSpec, ModelSpec } from '../call';
import { isBayes, leaves, once, size } from '../marking/net';
import { bayesLayers, gaussianTerm, type KlTerm, layerKl, meanTerm, parameterCount } from './reference';

const add = (numbers: number[]): number => numbers.reduce((sum, number) => sum + number, 0);
const mean = (numbers: number[]): number => add(numbers) / numbers.length;

/** Which mistakes give which number on this net, most telling first; a misconception may take several forms. */
export function klMisconceptions(model: ModelSpec): [misconception: string, value: number][] {
  const layers = bayesLayers(model);
  const kls = layers.map((layer) => layerKl(layer));
  const count = parameterCount(layers);
  const sum = add(kls.map((kl) => kl.weights + kl.biases));
  const weightSum = add(kls.map((kl) => kl.weights));
  const weightCount = add(kls.map((kl) => kl.weightCount));
  const layerMeans = kls.map((kl) => (kl.weights + kl.biases) / (kl.weightCount + kl.biasCount));
  const tensorMeans = kls.flatMap((kl) => [kl.weights / kl.weightCount, kl.biases / kl.biasCount]);

  const denseParameters = add(
    once(leaves(model)).map((layer) =>
      layer.kind === 'dense' ? size(layer.weights[0]) + size(layer.weights[1]) : 0,
    ),
  );
  const topLevel = once(model.layers.filter(isBayes));
  const trainable = layers.filter((layer) => layer.trainable);
  const used = leaves(model).filter(isBayes);
  const first = layers[0];
  const last = layers.at(-1);
  const withPrior =
    (priorMu: number, priorSigma: number): KlTerm =>
    (mu, logSigma) =>
      gaussianTerm(mu, logSigma, priorMu, priorSigma);

  return [
    ['sum', sum],
    ['layer-means', mean(layerMeans)],
    ['layer-means', add(layerMeans)],
    ['tensor-means', mean(tensorMeans)],
    ['tensor-means', add(tensorMeans)],
    ['tensor-means', add(tensorMeans) / layers.length],
    ['counted-twice', sum / (2 * count)],
    ['count-params', sum / (2 * count + denseParameters)],
    ['by-layers', sum / layers.length],
    ['by-layers', sum / model.layers.length],
    ['by-layers', sum / (model.layers.length + (model.build === 'functional' ? 1 : 0))], // with its input layer
    ['by-layers', sum / (model.layers.length + 1)],
    ['by-layers', sum / allLayers(model.layers)],
    ['by-tensors', sum / (2 * layers.length)],
    ['by-tensors', sum / (4 * layers.length)],
    ['by-examples', sum / 112],
    ['by-examples', sum / 150],
    ['by-examples', sum / 500],
    ['bias-not-summed', weightSum / count],
    ['bias-not-counted', sum / weightCount],
    ['bias-ignored', weightSum / weightCount],
    ...(last ? lastOrFirst('last-layer', last, count) : []),
    ...(first ? lastOrFirst('first-layer', first, count) : []),
    ['first-level', topLevel.length > 0 ? meanTerm(topLevel) : 0],
    ['first-level', topLevel.length > 0 ? (meanTerm(topLevel) * parameterCount(topLevel)) / count : 0],
    ['dense-counted', sum / (count + denseParameters)],
    ['untrainable-skipped', trainable.length > 0 ? meanTerm(trainable) : 0],
    [
      'untrainable-skipped',
      trainable.length > 0 ? (meanTerm(trainable) * parameterCount(trainable)) / count : 0,
    ],
    ['shared-twice', meanTerm(used)],
    ['shared-twice', (meanTerm(used) * parameterCount(used)) / count],
    ['shared-twice', sum / parameterCount(used)],
    ['reversed', meanTerm(layers, reversed)],
    ['sigma-dropped', meanTerm(layers, (mu, _, mu0, sigma0) => (mu - mu0) ** 2 / (2 * sigma0 ** 2))],
    [
      'sigma-dropped',
      meanTerm(
        layers,
        (mu, logSigma, mu0, sigma0) => gaussianTerm(mu, logSigma, mu0, sigma0) + logSigma - Math.log(sigma0),
      ),
    ],
    [
      'sigma-dropped',
      meanTerm(
        layers,
        (mu, logSigma, mu0, sigma0) =>
          gaussianTerm(mu, logSigma, mu0, sigma0) - Math.exp(2 * logSigma) / (2 * sigma0 ** 2),
      ),
    ],
    ['half-dropped', sum / count + 0.5],
    [
      'sigma-as-variance',
      meanTerm(layers, (mu, logSigma, mu0, sigma0) => gaussianTerm(mu, logSigma / 2, mu0, Math.sqrt(sigma0))),
    ],
    ['sigma-as-variance', meanTerm(layers, varianceUnsquared)],
    ['fixed-prior', first ? meanTerm(layers, withPrior(first.priorMu, first.priorSigma)) : 0],
    ['fixed-prior', meanTerm(layers, withPrior(0, 0.1))],
    ['fixed-prior', meanTerm(layers, withPrior(0, 1))],
    [
      'weight-inside',
      add(layers.map((layer, i) => layer.klWeight * ((kls[i]?.weights ?? 0) + (kls[i]?.biases ?? 0)))) /
        count,
    ],
    ['weight-inside', (0.01 * sum) / count],
    ['weight-inside', (0.1 * sum) / count],
    ['weight-inside', 0.01 * sum],
  ];
}

function lastOrFirst(
  misconception: string,
  layer: Parameters<typeof layerKl>[0],
  count: number,
): [string, number][] {
  const value = meanTerm([layer]);
  const sum = value * parameterCount([layer]);
  return [
    [misconception, value],
    [misconception, sum / count],
    [misconception, sum],
  ];
}

/** Models and layers at every depth, each occurrence. */
const allLayers = (layers: LayerSpec[]): number =>
  add(layers.map((layer) => 1 + (layer.kind === 'model' ? allLayers(layer.model.layers) : 0)));

const reversed: KlTerm = (mu, logSigma, mu0, sigma0) =>
  gaussianTerm(mu0, Math.log(sigma0), mu, Math.exp(logSigma));

/** sigma and sigma0 stand where their squares belong. */
const varianceUnsquared: KlTerm = (mu, logSigma, mu0, sigma0) =>
  Math.log(sigma0) - logSigma + (Math.exp(logSigma) + (mu - mu0) ** 2) / (2 * sigma0) - 0.5;
