/** Adam, by Kingma and Ba, "Adam: A Method for Stochastic Optimization" (2015), algorithm 1; a step is in adam-step.ts. */
import * as tf from '@tensorflow/tfjs';
import { adviseOnBackend } from '../large-net-advice';
import { checkNumber, checkTrainable, checkVariables, variableOf, withoutNewVariables } from './adam-checks';
import { AdamMoments, type Moments } from './adam-moments';
import { adamKernel, adamStep, type Update } from './adam-step';
import { isRecorded } from './fused-kernel';
import { variableGradients } from './variable-gradients';

type Gradients = Parameters<tf.Optimizer['applyGradients']>[0];
type Weights = Parameters<tf.Optimizer['setWeights']>[0];

/** What `adam` takes, and what a saved model keeps of it. */
interface AdamConfig {
  learningRate: number;
  beta1: number;
  beta2: number;
  epsilon?: number;
}

/** The optimizer that `adam` makes. */
export class Adam extends tf.Optimizer {
  /** The name under which a saved model finds the class again; under 'Adam' it would find `tf.train.adam`. */
  static readonly className = 'BayesAdam';

  readonly #moments = new AdamMoments();
  readonly #beta1: number;
  readonly #beta2: number;
  readonly #epsilon: number;
  #learningRate: number;

  /** @throws {RangeError} for a value out of its range */
  constructor({ learningRate, beta1, beta2, epsilon }: AdamConfig) {
    super();
    const action = 'Cannot make Adam';
    checkNumber(action, 'learningRate', learningRate, learningRate > 0, 'above 0');
    checkNumber(action, 'beta1', beta1, beta1 >= 0 && beta1 < 1, 'from 0 to below 1');
    checkNumber(action, 'beta2', beta2, beta2 >= 0 && beta2 < 1, 'from 0 to below 1');
    if (epsilon !== undefined) checkNumber(action, 'epsilon', epsilon, epsilon > 0, 'above 0');
    this.#learningRate = learningRate;
    this.#beta1 = beta1;
    this.#beta2 = beta2;
    this.#epsilon = epsilon ?? tf.backend().epsilon();
  }

  /** The step size; what is assigned holds from the next step on. */
  get learningRate(): number {
    return this.#learningRate;
  }

  /** @throws {RangeError} where it is not above 0 and finite */
  set learningRate(value: number) {
    checkNumber('Cannot change the learning rate', 'learningRate', value, value > 0, 'above 0');
    this.#learningRate = value;
  }

  /**
   * The loss and its gradients, of which `minimize` makes a step.
   *
   * @throws {TypeError} where `varList` holds what is no tf.Variable
   * @throws {RangeError} where there is no trainable variable
   * @throws {Error} where, without a `varList`, the loss makes a variable, which this step could not move
   */
  override computeGradients(
    loss: () => tf.Scalar,
    varList?: tf.Variable[],
  ): ReturnType<tf.Optimizer['computeGradients']> {
    if (varList != null) checkVariables(varList);
    const variables = varList ?? Object.values(tf.engine().registeredVariables);
    const checked = varList == null ? () => withoutNewVariables(loss, variables) : loss;
    checkTrainable(variables);
    const trainable: tf.Variable[] = [];
    for (const variable of variables) if (variable.trainable) trainable.push(variable);
    if (this.iterations === 0) adviseOnBackend(trainable);
    if (isRecorded() || !adamKernel.isThere) {
      return super.computeGradients(checked, varList);
    }
    const { value, gradients } = variableGradients(checked, trainable);
    const grads: Record<string, tf.Tensor | null> = {}; // frozen ones first: loaded moments may go by the order
    for (const { name, trainable } of varList ?? []) if (!trainable) grads[name] = null;
    return { value, grads: Object.assign(grads, gradients) as tf.NamedTensorMap };
  }

  /**
   * Makes one step for each variable that has a gradient; the others keep value, moments and count of steps.
   *
   * @throws {TypeError} where a gradient has another number of values than its variable
   * @throws {RangeError} for a name that no variable has
   */
  override applyGradients(gradients: Gradients): void {
    const { registeredVariables } = tf.engine();
    const listed: tf.Variable[] = [];
    const moved = new Map<tf.Variable, tf.Tensor>(); // a variable that is listed twice makes one step
    const take = (name: string, gradient: tf.Tensor | null | undefined) => {
      const variable = registeredVariables[name];
      if (variable) listed.push(variable);
      if (gradient != null) moved.set(variableOf(name, gradient), gradient);
    };
    if (Array.isArray(gradients)) for (const { name, tensor } of gradients) take(name, tensor);
    else for (const name in gradients) take(name, gradients[name]);
    const [beta1, beta2] = [this.#beta1, this.#beta2];
    const updates: Update[] = [];
    const variables = [...moved.keys()];
    const moments = this.#moments.of(variables, listed);
    for (let i = 0; i < variables.length; i++) {
      const [value, own] = [variables[i] as tf.Variable, moments[i] as Moments];
      own.steps += 1;
      const root = Math.sqrt(1 - beta2 ** own.steps);
      const rate = (this.#learningRate * root) / (1 - beta1 ** own.steps);
      const { mean, square } = own;
      const gradient = moved.get(value) as tf.Tensor;
      updates.push({ value, gradient, mean, square, rate, epsilon: this.#epsilon * root });
    }
    adamStep({ updates, beta1, beta2 });
    this.incrementIterations();
  }

  /** The count of steps and the moments, as `tf.train.adam` gives them; a tensor more where variables differ in their steps. */
  override async getWeights(): Promise<Weights> {
    return [await this.saveIterations(), ...this.#moments.save(this.iterations)];
  }

  /**
   * Goes on from what `getWeights` gave, here or of `tf.train.adam`.
   *
   * @throws {TypeError} for anything else
   */
  override async setWeights(weights: Weights): Promise<void> {
    const moments = await this.extractIterations(weights);
    this.#moments.load(moments, this.iterations);
  }

  override getConfig(): tf.serialization.ConfigDict {
    const [beta1, beta2, epsilon] = [this.#beta1, this.#beta2, this.#epsilon];
    return { learningRate: this.#learningRate, beta1, beta2, epsilon };
  }

  override dispose(): void {
    this.#moments.dispose();
  }
}

tf.serialization.registerClass(Adam);
