import { canFuseKl, layerKl } from './fused/layer-kl';
import { canFuseDense, sampledDense } from './fused/sampled-chain';
import { canFuseSample, noiseTensors, sampledWeights } from './fused/sampled-weights';
import { gaussianKl } from './gaussian-kl';
import { GaussianLayer } from './gaussian-layer';
import * as tf from './tensorflow';
import { uniformInitializer } from './uniform-initializer';

/**
 * A dense layer that has a Gaussian distribution over every weight and bias in place of a number.
 *
 * Each call samples ONE set of weights for the whole batch, w = mu + sigma * noise with noise from N(0, 1): the
 * reparameterisation of Blundell et al., "Weight Uncertainty in Neural Networks" (2015), section 3.2, through which
 * gradients reach mu and log sigma. The means start uniform in +-1/sqrt(inputs), as in Liu et al., "Adv-BNN" (2019).
 *
 * Input [batch, ..., inputs], output [batch, ..., units]. `model.predict` calls the layer once per 32 rows, each time
 * with others; for one function over all rows use `predictWith(model, sampleWeights(model), x)`.
 *
 * @throws {RangeError} for an option out of its range
 * @throws {TypeError} for one of the wrong kind
 * @example
 * const layer = new BayesLinear({ units: 3, inputDim: 4, priorMu: 0, priorSigma: 0.1 });
 * layer.apply(tf.ones([2, 4])); // [2, 3], another one at every call
 */
export class BayesLinear extends GaussianLayer {
  // GaussianLayer keeps the options, variables and noise, and answers what tf.layers asks.
  // Each `if (canFuse…)` lets a faster kernel compute the formula in the lines below it.

  /** The name under which a saved model finds the class again. */
  static readonly className = 'BayesLinear';

  /** Makes the mean and the log standard deviation of every weight and bias: what training changes. */
  override build(inputShape: tf.Shape | tf.Shape[]): void {
    if (this.built) return;
    const inputs = this.inputsOf(inputShape);
    const { units, initialSigma } = this.options;
    const mu = uniformInitializer(1 / Math.sqrt(inputs), this.stream);
    const logSigma = tf.initializers.constant({ value: Math.log(initialSigma) });
    this.addPosterior({
      weightMu: [[inputs, units], mu],
      weightLogSigma: [[inputs, units], logSigma],
      biasMu: [[units], mu],
      biasLogSigma: [[units], logSigma],
    });
  }

  /** x W + b with one sample of W and b. */
  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    return this.byRows(inputs, (x) => {
      if (!this.concreteWeights && canFuseDense(x)) return sampledDense(x, ...this.draw());
      return tf.tidy(() => {
        const [weight, bias] = this.concreteWeights ?? this.sample(); // one for the batch
        return tf.add(tf.matMul(x, weight), bias); // [rows, inputs] to [rows, units]
      });
    });
  }

  /** Samples one concrete [weight, bias]; of the last noise once more where the layer is frozen. */
  sample(): [weight: tf.Tensor2D, bias: tf.Tensor1D] {
    const [posterior, noise] = this.draw(); // noise from N(0, 1)
    if (canFuseSample()) return sampledWeights(posterior, noise);
    const { weightMu, weightLogSigma, biasMu, biasLogSigma } = posterior;
    return tf.tidy(() => {
      const [weightNoise, biasNoise] = noiseTensors(noise, weightMu, biasMu);
      // mu + sigma * noise
      const weight: tf.Tensor2D = weightMu.add(tf.exp(weightLogSigma).mul(weightNoise));
      const bias: tf.Tensor1D = biasMu.add(tf.exp(biasLogSigma).mul(biasNoise));
      return [weight, bias];
    });
  }

  /**
   * The KL divergence from the prior to the posterior, SUMMED over the layer's weights and biases.
   * @returns a scalar in nats, differentiable in every mu and log sigma
   */
  klLoss(): tf.Scalar {
    const posterior = this.posterior('compute klLoss');
    if (canFuseKl()) return layerKl(posterior, this.prior);
    const { weightMu, weightLogSigma, biasMu, biasLogSigma } = posterior;
    const { priorMu, priorLogSigma } = this.prior;
    return tf.tidy(() => {
      const ofWeights = gaussianKl(weightMu, weightLogSigma, priorMu, priorLogSigma);
      const ofBiases = gaussianKl(biasMu, biasLogSigma, priorMu, priorLogSigma);
      return tf.add<tf.Scalar>(ofWeights, ofBiases); // each is a sum over its elements
    });
  }
}

tf.serialization.registerClass(BayesLinear);
