import { canFuseDense, sampledChain } from './fused/sampled-chain';
import { drawOf, weightShapeOf } from './gaussian-layer';
import { type ChainLayer, modelChain } from './model-chain';
import * as tf from './tensorflow';

/** The options of `forward`. */
export interface ForwardOptions {
  /** Whether other layers work as in training: dropout drops. Default false; BayesLinear layers sample either way. */
  training?: boolean;
}

/**
 * One forward pass, `model.apply(x)`, for models of one input and one output; its type is tf.Tensor, so that a training
 * loop needs no cast. BayesLinear layers sample new weights at each call, once for the whole batch.
 *
 * @param model a net; or one layer of it
 * @param x the input, [batch, ...]
 * @param options whether the pass is one of training
 * @returns the output, [batch, ...], through which gradients reach the weights
 * @throws {TypeError} where `model` is neither a tf.LayersModel nor a tf.layers.Layer, x is no tensor, or the model has
 *   more outputs than one
 * @example
 * const [x, y] = [tf.tensor2d([[-1], [0], [1]]), tf.tensor2d([[-0.84], [0], [0.84]])]; // [3, 1] each
 * adam(0.01).minimize(() => tf.losses.meanSquaredError(y, forward(model, x)));
 */
export function forward(
  model: tf.layers.Layer,
  x: tf.Tensor,
  { training = false }: ForwardOptions = {},
): tf.Tensor {
  const refuse = (rule: string, got: unknown) =>
    new TypeError(
      `Cannot run the model: ${rule}, got ${got instanceof Object ? got.constructor.name : String(got)}`,
    );
  if (!(model instanceof tf.layers.Layer))
    throw refuse('model must be a tf.LayersModel or a tf.layers.Layer', model);
  if (!(x instanceof tf.Tensor)) throw refuse('x must be a tensor', x);
  const chain = modelChain(model);
  if (chain && fits(chain, x)) {
    const links = chain.map(({ layer, relu }) => {
      const [posterior, noise] = drawOf(layer);
      return { posterior, noise, relu };
    });
    return sampledChain(x, links); // the line below in one kernel
  }
  const output = model.apply(x, { training }) as tf.Tensor | tf.Tensor[]; // of a tensor, no symbolic one
  if (output instanceof tf.Tensor) return output;
  tf.dispose(output);
  throw refuse('it must have one output', output);
}

/** Whether one kernel can take x through all layers; whatever does not fit gets its error from the layers themselves. */
function fits(chain: readonly ChainLayer[], x: tf.Tensor): boolean {
  if (x.isDisposed || !canFuseDense(x) || chain.length === 0 || chain.at(-1)?.relu) return false;
  let width = x.shape[1] as number | null | undefined;
  for (const { layer } of chain) {
    const shape = weightShapeOf(layer);
    if (layer.concreteWeights || shape?.[0] !== width) return false;
    width = shape?.[1];
  }
  return true;
}
