import * as tf from './tensorflow';

/**
 * The KL divergence between Gaussians with independent components, in closed form, SUMMED over all components:
 *
 *   KL( N(mu, sigma^2) || N(priorMu, priorSigma^2) )
 *     = log(priorSigma / sigma) + (sigma^2 + (mu - priorMu)^2) / (2 priorSigma^2) - 1/2
 *
 * (Kingma and Welling, "Auto-Encoding Variational Bayes", 2014, appendix B, for any Gaussian prior.) It is written
 * with u = 2 (logSigma - priorLogSigma) as (e^u - 1 - u) / 2 + ((mu - priorMu) / priorSigma)^2 / 2, whose two terms
 * are never negative. In float32 the relative error stays within 1e-5 where |u| <= 86 and the value fits.
 *
 * Every argument is a number, an array or a tensor; those that are not scalars have one shape. Differentiable in
 * all four, twice as well.
 *
 * @param mu the posterior's means
 * @param logSigma the natural logarithms of the posterior's standard deviations (not variances)
 * @param priorMu the prior's means
 * @param priorLogSigma the natural logarithms of the prior's standard deviations
 * @returns a scalar: the sum, in nats; 0 where there are no components
 * @throws {TypeError} where shapes differ or an argument holds no numbers
 * @throws {RangeError} where a plain number is not finite
 * @example
 * gaussianKl(0.5, Math.log(0.2), 0, Math.log(0.1)).print(); // 13.30685
 */
export function gaussianKl(
  mu: tf.TensorLike | tf.Tensor,
  logSigma: tf.TensorLike | tf.Tensor,
  priorMu: tf.TensorLike | tf.Tensor,
  priorLogSigma: tf.TensorLike | tf.Tensor,
): tf.Scalar {
  return tf.tidy(() => {
    const terms = { mu, logSigma, priorMu, priorLogSigma };
    const tensors = Object.entries(terms).map(([name, value]) => toTensor(name, value));
    const shapes = tensors.filter((t) => t.rank > 0).map((t) => t.shape.join(', '));
    if (new Set(shapes).size > 1) {
      throw new TypeError(
        `Cannot compute the KL divergence: arguments must be scalars or of one shape, got [${shapes.join('] and [')}]`,
      );
    }
    return klSum(...(tensors as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]));
  });
}

function toTensor(name: string, value: tf.TensorLike | tf.Tensor): tf.Tensor {
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new RangeError(`Cannot compute the KL divergence: ${name} must be a finite number, got ${value}`);
  }
  if (value instanceof tf.Tensor && value.isDisposed) {
    throw new TypeError(
      `Cannot compute the KL divergence: ${name} must not be disposed, got a disposed tensor`,
    );
  }
  const isNumeric = typeof value === 'number' || (typeof value === 'object' && value !== null);
  const tensor = isNumeric ? (value instanceof tf.Tensor ? value : tf.tensor(value)) : undefined;
  if (tensor?.dtype === 'int32') return tensor.toFloat();
  if (tensor?.dtype !== 'float32') {
    throw new TypeError(
      `Cannot compute the KL divergence: ${name} must hold numbers, got ${tensor?.dtype ?? typeof value}`,
    );
  }
  return tensor;
}

const klSum = tf.customGrad((...args: unknown[]) => {
  const save = args.pop() as tf.GradSaveFunc;
  const inputs = args as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor];
  const { u, z } = standardised(inputs);
  save(inputs);
  return {
    value: tf.mul(sum(tf.add(excess(u), tf.square(z))), 0.5),
    gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [mu, logSigma, priorMu, priorLogSigma] = saved as typeof inputs;
      const { u, z, rootSigma } = standardised([mu, logSigma, priorMu, priorLogSigma]);
      const byMu = tf.mul(dy, tf.div(tf.div(z, rootSigma), rootSigma)); // (mu - priorMu) / priorSigma^2
      const byLogSigma = tf.mul(dy, tf.expm1(u)); // sigma^2 / priorSigma^2 - 1
      const byPriorLogSigma = tf.neg(tf.add(byLogSigma, tf.mul(dy, tf.square(z))));
      const gradients = [byMu, byLogSigma, tf.neg(byMu), byPriorLogSigma];
      const { shape } = tf.add(u, z);
      return gradients.map((gradient, i) => sumTo(saved[i]!, tf.broadcastTo(gradient, shape)));
    },
  };
}) as (...inputs: tf.Tensor[]) => tf.Scalar;

function standardised([mu, logSigma, priorMu, priorLogSigma]: [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]) {
  const rootSigma = tf.exp(tf.mul(priorLogSigma, 0.5)); // divided by twice: e^priorLogSigma itself may overflow
  return {
    rootSigma,
    u: tf.mul(tf.sub(logSigma, priorLogSigma), 2),
    z: tf.div(tf.div(tf.sub(mu, priorMu), rootSigma), rootSigma),
  };
}

/** e^u - 1 - u >= 0: near 0 by its Taylor series, for there the difference is lost in float32's rounding. */
function excess(u: tf.Tensor): tf.Tensor {
  let series: tf.Tensor = tf.onesLike(u);
  for (const k of [6, 5, 4, 3]) series = tf.add(tf.mul(series, tf.div(u, k)), 1); // 1 + u/3 (1 + u/4 (1 + u/5 (1 + u/6)))
  const nearZero = tf.mul(tf.square(u), tf.mul(series, 0.5));
  return tf.where(tf.less(tf.abs(u), 0.3), nearZero, tf.sub(tf.expm1(u), u));
}

/** Sums a gradient over the components that a scalar argument serves. */
function sumTo(argument: tf.Tensor, gradient: tf.Tensor): tf.Tensor {
  return argument.rank === 0 ? sum(gradient) : gradient;
}

/** Of no numbers it is 0; WebAssembly's kernel leaves there what the memory held before. */
function sum(x: tf.Tensor): tf.Scalar {
  return x.size === 0 ? tf.scalar(0) : tf.sum(x);
}
