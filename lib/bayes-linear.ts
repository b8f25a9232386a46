import { checkBayesLinearArgs, checkBayesLinearInput } from './bayes-linear-checks';
import { canFuseKl, layerKl } from './fused/layer-kl';
import { canFuseDense, sampledDense } from './fused/sampled-dense';
import { canFuseSample, type Noise, noiseTensors, sampledWeights } from './fused/sampled-weights';
import { gaussianKl } from './gaussian-kl';
import { libraryStream } from './random';
import { RandomState } from './random-state';
import * as tf from './tensorflow';
import { uniformInitializer } from './uniform-initializer';

type LayerArgs = NonNullable<ConstructorParameters<typeof tf.layers.Layer>[0]>;
type LayerVariable = InstanceType<typeof tf.LayerVariable>;

/** The options of `BayesLinear`, besides those of every layer: name, inputShape, trainable and so on. */
export interface BayesLinearArgs extends LayerArgs {
  /** Number of outputs: an integer of at least 1. */
  units: number;
  /** Number of inputs: an integer of at least 1. With it the weights exist at once, else from the first use on. */
  inputDim?: number;
  /** Mean of the Gaussian prior of every weight and bias. Default 0. */
  priorMu?: number;
  /** Standard deviation of that prior: above 0. Default 0.1. */
  priorSigma?: number;
  /** Standard deviation of the posterior at the start: above 0. Default `priorSigma`. */
  initialSigma?: number;
  /** Seed of a random stream of the layer's own, 0 to 2^32 - 1. Default: it draws from the library's, see `setSeed`. */
  seed?: number;
  /** `model.fit` adds this times `klLoss()` to the loss: at least 0. Default 0. */
  klWeight?: number;
}

/**
 * A dense layer that has a Gaussian distribution over every weight and bias in place of a number.
 *
 * Each call samples ONE set of weights for the whole batch, w = mu + sigma * noise with noise from N(0, 1): the
 * reparameterisation of Blundell et al., "Weight Uncertainty in Neural Networks" (2015), section 3.2, through which
 * gradients reach mu and log sigma. The means start uniform in +-1/sqrt(inputs), as in Liu et al., "Adv-BNN" (2019).
 *
 * Input [batch, inputs], output [batch, units]. `model.predict` calls the layer once per 32 rows, each time with
 * others; for one function over all rows use `predictWith(model, sampleWeights(model), x)`.
 *
 * @throws RangeError for an option out of its range
 * @throws TypeError for one of the wrong kind
 * @example
 * const layer = new BayesLinear({ units: 3, inputDim: 4, priorMu: 0, priorSigma: 0.1 });
 * layer.apply(tf.ones([2, 4])); // [2, 3], another one at every call
 */
export class BayesLinear extends tf.layers.Layer {
  /** The name under which a saved model finds the class again. */
  static readonly className = 'BayesLinear';

  /** While true, every call uses the same noise. Noise is not saved: a loaded layer is not frozen. */
  frozen = false;
  /** Concrete weights in place of sampled ones, while `predictWith` runs. */
  concreteWeights?: [weight: tf.Tensor, bias: tf.Tensor];

  private readonly options: BayesLinearArgs & { priorMu: number; priorSigma: number; initialSigma: number };
  private readonly stream?: RandomState;
  private noise?: Noise;
  private variables?: Record<'weightMu' | 'weightLogSigma' | 'biasMu' | 'biasLogSigma', LayerVariable>;

  constructor(args: BayesLinearArgs) {
    checkBayesLinearArgs(args);
    super(args.inputDim === undefined ? args : { batchInputShape: [null, args.inputDim], ...args });
    const { priorMu = 0, priorSigma = 0.1, initialSigma = priorSigma, klWeight = 0 } = args;
    this.options = { ...args, priorMu, priorSigma, initialSigma, klWeight };
    if (args.seed !== undefined) this.stream = new RandomState(args.seed);
    if (klWeight > 0) this.addLoss(() => tf.tidy(() => tf.mul<tf.Scalar>(this.klLoss(), klWeight)));
    if (args.inputDim !== undefined) this.build([null, args.inputDim]);
    if (this.built && args.weights) this.setWeights(args.weights);
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    if (this.built) return;
    const inputs = checkBayesLinearInput(inputShape, this.options.inputDim);
    const { units, initialSigma } = this.options;
    const mu = uniformInitializer(1 / Math.sqrt(inputs), this.stream);
    const logSigma = tf.initializers.constant({ value: Math.log(initialSigma) });
    // apply() opens a name scope of the layer's own before it builds, the constructor does not
    const scope = this.options.inputDim === undefined ? '' : `${this.name}/`;
    const add = (name: string, shape: number[], start: typeof logSigma) =>
      this.addWeight(`${scope}${name}`, shape, 'float32', start);
    this.variables = {
      weightMu: add('weightMu', [inputs, units], mu),
      weightLogSigma: add('weightLogSigma', [inputs, units], logSigma),
      biasMu: add('biasMu', [units], mu),
      biasLogSigma: add('biasLogSigma', [units], logSigma),
    };
    super.build(inputShape);
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    checkBayesLinearInput(inputShape, this.inputs);
    return [(inputShape as tf.Shape)[0] ?? null, this.options.units];
  }

  override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs; // [batch, inputs]
    checkBayesLinearInput(x.shape, this.inputs, x);
    if (!this.concreteWeights && canFuseDense(x)) {
      return sampledDense(x, this.posterior('sample weights'), this.drawNoise()); // the lines below in one kernel
    }
    return tf.tidy(() => {
      const [weight, bias] = this.concreteWeights ?? this.sample();
      return tf.add(tf.matMul(x, weight), bias); // [batch, units]
    });
  }

  /** Samples one concrete [weight, bias]; of the last noise once more where the layer is frozen. */
  sample(): [weight: tf.Tensor2D, bias: tf.Tensor1D] {
    const posterior = this.posterior('sample weights');
    const noise = this.drawNoise();
    if (canFuseSample()) return sampledWeights(posterior, noise); // the lines below in one kernel
    const { weightMu, weightLogSigma, biasMu, biasLogSigma } = posterior;
    return tf.tidy(() => {
      const [weightNoise, biasNoise] = noiseTensors(noise, weightMu, biasMu);
      const weight = tf.add(weightMu, tf.mul(tf.exp(weightLogSigma), weightNoise));
      const bias = tf.add(biasMu, tf.mul(tf.exp(biasLogSigma), biasNoise));
      return [weight as tf.Tensor2D, bias as tf.Tensor1D];
    });
  }

  private drawNoise(): Noise {
    if (this.frozen && this.noise) return this.noise;
    const { weightMu, biasMu } = this.posterior('sample weights');
    this.noise = (this.stream ?? libraryStream()).normals(weightMu.size + biasMu.size);
    return this.noise;
  }

  /**
   * The KL divergence from the prior to the posterior, SUMMED over the layer's weights and biases.
   *
   * @returns a scalar in nats, differentiable in every mu and log sigma
   */
  klLoss(): tf.Scalar {
    const posterior = this.posterior('compute klLoss');
    const { priorMu, priorSigma } = this.options;
    const priorLogSigma = Math.log(priorSigma);
    if (canFuseKl()) return layerKl(posterior, { priorMu, priorLogSigma }); // the lines below in one kernel
    const { weightMu, weightLogSigma, biasMu, biasLogSigma } = posterior;
    return tf.tidy(() =>
      tf.add<tf.Scalar>(
        gaussianKl(weightMu, weightLogSigma, priorMu, priorLogSigma),
        gaussianKl(biasMu, biasLogSigma, priorMu, priorLogSigma),
      ),
    );
  }

  /** Keeps the last noise for every call to come; where there was none, the next call draws it. */
  freeze(): void {
    this.frozen = true;
  }

  /** Draws new noise at every call again. */
  unfreeze(): void {
    this.frozen = false;
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { units, inputDim, priorMu, priorSigma, initialSigma, seed, klWeight } = this.options;
    const options = { units, inputDim, priorMu, priorSigma, initialSigma, seed, klWeight };
    const given = Object.entries(options).filter(([, value]) => value !== undefined); // JSON would make null of it
    return { ...super.getConfig(), ...Object.fromEntries(given as [string, number][]) };
  }

  override dispose(): ReturnType<tf.layers.Layer['dispose']> {
    this._refCount ??= 1; // tf.layers refuses to dispose a layer that was never applied, though it has weights
    return super.dispose();
  }

  private get inputs(): number | null | undefined {
    return this.variables?.weightMu.shape[0] ?? this.options.inputDim;
  }

  private posterior(action: string) {
    if (!this.variables) {
      throw new Error(
        `Cannot ${action} of ${this.name}: it has no weights yet, give inputDim or apply it to data first`,
      );
    }
    const { weightMu, weightLogSigma, biasMu, biasLogSigma } = this.variables;
    return {
      weightMu: weightMu.read(),
      weightLogSigma: weightLogSigma.read(),
      biasMu: biasMu.read(),
      biasLogSigma: biasLogSigma.read(),
    };
  }
}

tf.serialization.registerClass(BayesLinear);
