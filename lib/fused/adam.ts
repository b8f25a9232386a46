import { Adam } from './adam-optimizer';

/**
 * The optimizer Adam, as `torch.optim.Adam`: each variable has its own moments and its own count of steps, so that
 * variables may come, go, freeze (`trainable = false`) and thaw, and one optimizer may serve several models. (The moments
 * of `tf.train.adam` belong to the places in the list of variables.) One pass over each variable where the backend has
 * the fused kernel.
 *
 * @param learningRate the step size: above 0. Default 0.001. To be changed later: `optimizer.learningRate = 0.0001`
 * @param beta1 decay of the mean of gradients: 0 to 1, without 1. Default 0.9
 * @param beta2 decay of the mean of squared gradients: 0 to 1, without 1. Default 0.999
 * @param epsilon keeps the divisor above 0. Default the backend's, 1e-7; PyTorch's is 1e-8
 * @returns a tf.Optimizer; `getWeights` and `setWeights` keep its state, also from and to `tf.train.adam`
 * @throws {RangeError} for a value out of its range
 * @example
 * const [x, y] = [tf.tensor2d([[-1], [0], [1]]), tf.tensor2d([[-0.84], [0], [0.84]])]; // [3, 1] each
 * const optimizer = adam(0.01);
 * optimizer.minimize(() => tf.losses.meanSquaredError(y, forward(model, x)));
 */
export function adam(learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon?: number): Adam {
  return new Adam({ learningRate, beta1, beta2, epsilon });
}
