import type { LayerSpec, ModelSpec } from '../model-spec';
import type { Draw } from './draw';
import { tensor } from './tensors';

export type BayesSpec = Extract<LayerSpec, { kind: 'bayes' }>;

/**
 * A BayesLinear layer whose KL tells right from wrong: priorMu is not 0, log sigma is not the prior's, and the size
 * of the deviations differs from layer to layer and from weights to biases, so that no two ways of averaging agree.
 */
export function bayes(
  draw: Draw,
  id: string,
  inputDim: number,
  units: number,
  options: { trainable?: boolean } = {},
): BayesSpec {
  const own = draw.branch(id);
  const priorMu = own.away(0.2, 1);
  const priorSigma = own.uniform(0.15, 0.6);
  const spread = own.uniform(0.8, 2.4) * priorSigma;
  const mu = (factor: number) => () => Math.fround(priorMu + factor * own.away(0.4 * spread, 1.6 * spread));
  const logSigma = (shift: number) => () =>
    Math.fround(Math.log(priorSigma) + shift * own.uniform(0.4, 1) * Math.sign(own.uniform(-1, 3)));
  return {
    kind: 'bayes',
    id,
    units,
    inputDim,
    priorMu,
    priorSigma,
    trainable: options.trainable ?? true,
    klWeight: own.uniform(0.2, 0.6),
    weights: [
      tensor([inputDim, units], mu(1)),
      tensor([inputDim, units], logSigma(0.9)),
      tensor([units], mu(1.9)),
      tensor([units], logSigma(1.2)),
    ],
  };
}

/** A plain, non-Bayesian layer. */
export function dense(draw: Draw, id: string, inputDim: number, units: number): LayerSpec {
  const own = draw.branch(id);
  const weight = () => own.uniform(-1, 1);
  return {
    kind: 'dense',
    id,
    units,
    inputDim,
    weights: [tensor([inputDim, units], weight), tensor([units], weight)],
  };
}

export const relu = (id: string): LayerSpec => ({ kind: 'relu', id });
export const dropout = (id: string): LayerSpec => ({ kind: 'dropout', id, rate: 0.5 });

export const sequential = (inputDim: number, ...layers: LayerSpec[]): ModelSpec => ({
  build: 'sequential',
  inputDim,
  layers,
});

export const functional = (inputDim: number, ...layers: LayerSpec[]): ModelSpec => ({
  build: 'functional',
  inputDim,
  layers,
});

export const nested = (id: string, model: ModelSpec): LayerSpec => ({ kind: 'model', id, model });

/** Every layer that is no model, depth first, as often as it is used. */
export function leaves(model: ModelSpec): Exclude<LayerSpec, { kind: 'model' }>[] {
  return model.layers.flatMap((layer) => (layer.kind === 'model' ? leaves(layer.model) : [layer]));
}

/** The same layers, each once. */
export function once<T extends { id: string }>(layers: T[]): T[] {
  return [...new Map(layers.map((layer) => [layer.id, layer])).values()];
}

export const isBayes = (layer: LayerSpec): layer is BayesSpec => layer.kind === 'bayes';
