import { type BayesLinearArgs, withInputShape } from './bayes-linear-args';
import { checkBayesLinearArgs, checkBayesLinearInput } from './bayes-linear-checks';
import { refuseNoise } from './concrete-weights';
import { asideNow } from './draw-aside';
import { type Posterior, posteriorNames } from './fused/fused-kernel';
import type { Prior } from './fused/layer-kl';
import type { Noise } from './fused/sampled-weights';
import { isCounted } from './penalties';
import { libraryStream } from './random';
import { RandomState } from './random-state';
import * as tf from './tensorflow';
import { setWeightOwner } from './weight-owner';

type Initializer = ReturnType<typeof tf.initializers.zeros>;
type Variable = InstanceType<typeof tf.LayerVariable>;

/** The shape of each variable of a posterior, and what it starts with. */
type InitialPosterior = Record<keyof Posterior, [shape: number[], start: Initializer]>;

/** A layer's `draw`, for `forward`: among the members that a student sees it would be noise. */
export let drawOf: (layer: GaussianLayer) => [posterior: Posterior, noise: Noise];
/** The shape [inputs, units] of a layer's weights, once there are any, for `forward` too. */
export let weightShapeOf: (layer: GaussianLayer) => tf.Shape | undefined;

/**
 * What a dense layer with a Gaussian posterior over its weights needs besides its formulas, which are in bayes-linear.ts:
 * the posterior's variables, the noise that it is sampled with, and what tf.layers asks of a layer.
 */
export abstract class GaussianLayer extends tf.layers.Layer {
  /** While true, every call uses the same noise. Noise is not saved: a loaded layer is not frozen. */
  frozen = false;
  /** Concrete weights in place of sampled ones, while `predictWith` runs; see concrete-weights.ts. */
  concreteWeights?: [weight: tf.Tensor, bias: tf.Tensor];

  protected readonly options: BayesLinearArgs & { initialSigma: number };
  protected readonly prior: Prior;
  /** The layer's own random stream, where it has a seed. */
  protected readonly stream?: RandomState;
  #noise?: Noise;
  #variables?: Record<keyof Posterior, Variable>;

  static {
    drawOf = (layer) => layer.draw();
    weightShapeOf = (layer) => layer.#variables?.weightMu.shape;
  }

  constructor(args: BayesLinearArgs) {
    checkBayesLinearArgs(args);
    super(withInputShape(args));
    const { priorMu = 0, priorSigma = 0.1, initialSigma = priorSigma, klWeight = 0 } = args;
    this.options = { ...args, priorMu, priorSigma, initialSigma, klWeight };
    this.prior = { priorMu, priorLogSigma: Math.log(priorSigma) };
    if (args.seed !== undefined) this.stream = new RandomState(args.seed);
    if (klWeight > 0) this.addLoss(() => this.#penalty(klWeight));
    if (args.inputDim !== undefined) this.build([null, args.inputDim]);
    if (this.built && args.weights) this.setWeights(args.weights);
  }

  /** The KL divergence from the prior to the posterior: a scalar. */
  abstract klLoss(): tf.Scalar;

  /** What model.fit adds to the loss, once. */
  #penalty(klWeight: number): tf.Scalar {
    if (isCounted(this)) return tf.scalar(0);
    return tf.tidy(() => tf.mul<tf.Scalar>(this.klLoss(), klWeight));
  }

  /** The number of inputs in the shape [batch, ..., inputs] of x, which there may not be yet. */
  protected inputsOf(inputShape: tf.Shape | tf.Shape[], x?: tf.Tensor): number {
    const inputs = this.#variables?.weightMu.shape[0] ?? this.options.inputDim;
    return checkBayesLinearInput(inputShape, inputs, x);
  }

  /** Adds the posterior's variables: the end of `build`. */
  protected addPosterior(initial: InitialPosterior): void {
    // apply() opens a name scope of the layer's own before it builds, the constructor does not
    const scope = this.options.inputDim === undefined ? '' : `${this.name}/`;
    const variables = posteriorNames.map((name) => {
      const [shape, start] = initial[name];
      const variable = this.addWeight(`${scope}${name}`, shape, 'float32', start);
      setWeightOwner(variable, this);
      return [name, variable];
    });
    this.#variables = Object.fromEntries(variables);
    this.built = true;
  }

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape {
    this.inputsOf(inputShape);
    return [...(inputShape as tf.Shape).slice(0, -1), this.options.units];
  }

  /**
   * The one input of a call, [batch, ..., inputs], row by row: as tf.layers.dense has it, all but the last dimension count
   * rows, and the output is [batch, ..., units].
   *
   * @param action from [rows, inputs] to [rows, units]
   */
  protected byRows(inputs: tf.Tensor | tf.Tensor[], action: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
    const x = Array.isArray(inputs) ? inputs[0]! : inputs;
    const columns = this.inputsOf(x.shape, x);
    if (x.rank === 2) return action(x);
    const leading = x.shape.slice(0, -1);
    return tf.tidy(() => {
      const rows = tf.reshape(x, [tf.util.sizeFromShape(leading), columns]);
      return tf.reshape(action(rows), [...leading, this.options.units]);
    });
  }

  /** @param action what cannot be done without weights, for the error */
  protected posterior(action: string): Posterior {
    if (!this.#variables) {
      throw new Error(
        `Cannot ${action} of ${this.name}: it has no weights yet, give inputDim or apply it to data first`,
      );
    }
    const { weightMu, weightLogSigma, biasMu, biasLogSigma } = this.#variables;
    return {
      weightMu: weightMu.read(),
      weightLogSigma: weightLogSigma.read(),
      biasMu: biasMu.read(),
      biasLogSigma: biasLogSigma.read(),
    };
  }

  /**
   * The posterior, and noise from N(0, 1) for every weight and bias of it: the last once more where the layer is frozen.
   */
  protected draw(): [posterior: Posterior, noise: Noise] {
    const posterior = this.posterior('sample weights');
    refuseNoise(this.name);
    const last = this.#noise;
    if (this.frozen && last) return [posterior, last];
    asideNow()?.putBack.push(() => {
      this.#noise = last; // what freeze() keeps is not what a figure has drawn
    });
    this.#noise = this.drawNoise(posterior.weightMu.size + posterior.biasMu.size);
    return [posterior, this.#noise];
  }

  protected drawNoise(count: number): Noise {
    return (asideNow()?.stream ?? this.stream ?? libraryStream()).normals(count);
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
}
