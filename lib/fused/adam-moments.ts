/** What Adam remembers: for each variable its two moments and how many steps it has made, as `torch.optim.Adam` has it. */
import * as tf from '@tensorflow/tfjs';

/** One variable's. */
export interface Moments {
  mean: tf.Variable;
  square: tf.Variable;
  steps: number;
}
type Loaded = Moments & { name: string };
type NamedTensors = Awaited<ReturnType<tf.Optimizer['getWeights']>>;

const action = 'Cannot load the state of Adam';
/** The name under which the variables' counts of steps are saved, where one of them is not the optimizer's own count. */
const stepsName = 'steps';

export class AdamMoments {
  /** By the variable itself: a name can go to another variable, once the first is disposed. */
  #byVariable = new Map<tf.Variable, Moments>();
  /** Loaded, and not yet claimed by the variables of a step. */
  #loaded: Loaded[] = [];

  /**
   * The moments of variables; zeros for those that are new.
   *
   * @param listed the variables of the step, those without a gradient too: the order for loaded moments
   * @throws {RangeError} where moments were loaded and none of them belongs to these variables
   */
  of(variables: tf.Variable[], listed: tf.Variable[]): Moments[] {
    if (this.#loaded.length > 0) this.#claim(variables, listed);
    const all: Moments[] = [];
    for (const variable of variables) all.push(this.#byVariable.get(variable) ?? this.#add(variable));
    return all;
  }

  #add(variable: tf.Variable): Moments {
    this.#forgetDisposed();
    const zeros = () => tf.tidy(() => tf.zerosLike(variable).variable(false));
    const moments = { mean: zeros(), square: zeros(), steps: 0 };
    this.#byVariable.set(variable, moments);
    return moments;
  }

  #forgetDisposed(): void {
    for (const [variable, { mean, square }] of this.#byVariable) {
      if (!variable.isDisposed) continue;
      tf.dispose([mean, square]);
      this.#byVariable.delete(variable);
    }
  }

  /**
   * Gives loaded moments to the variables of their names. The variables of a model that was loaded beside the one that
   * was saved end in _1 and the like; where no names fit, the order decides, as in PyTorch, if number and shapes fit.
   */
  #claim(variables: tf.Variable[], listed: tf.Variable[]): void {
    const isWhole = (owners: (tf.Variable | undefined)[]) =>
      owners.length === this.#loaded.length && this.#loaded.every((loaded, i) => fits(loaded, owners[i]));
    const byName = ownersBy((name) => name, this.#loaded, listed);
    const byStem = ownersBy((name) => name.replace(/_\d+$/, ''), this.#loaded, listed);
    const owners = [byName, byStem, variables, listed].find(isWhole) ?? byName;
    const rest: Loaded[] = [];
    this.#loaded.forEach((loaded, i) => {
      const owner = owners[i];
      if (owner) this.#byVariable.set(owner, loaded);
      else rest.push(loaded);
    });
    if (rest.length === this.#loaded.length && this.#byVariable.size === 0) {
      const got = listed.map(({ name, shape }) => `${name} [${shape}]`).join(', ');
      throw new RangeError(
        `${action}: it must be that of the variables ${this.#loaded.map(({ name }) => name).join(', ')}, got a step of ${got}`,
      );
    }
    this.#loaded = rest;
  }

  /**
   * In the form of `tf.train.adam`: all means, then all squares.
   *
   * @param iterations how many steps the optimizer has made
   */
  save(iterations: number): NamedTensors {
    this.#forgetDisposed();
    const claimed = [...this.#byVariable].map(([{ name }, moments]) => ({ ...moments, name }));
    const all = [...claimed, ...this.#loaded];
    const steps = all.map((one) => one.steps);
    return [
      ...all.map(({ name, mean }) => ({ name: `${name}/m`, tensor: mean })),
      ...all.map(({ name, square }) => ({ name: `${name}/v`, tensor: square })),
      ...(steps.every((count) => count === iterations)
        ? []
        : [{ name: stepsName, tensor: tf.tensor1d(steps, 'int32') }]),
    ];
  }

  /**
   * Takes copies of what `save` gave, or `tf.train.adam`, in the place of all that was there.
   *
   * @throws {TypeError} for anything else
   */
  load(saved: NamedTensors, iterations: number): void {
    const counts = saved.find(({ name }) => name === stepsName)?.tensor.dataSync();
    const moments = saved
      .filter(({ name }) => name !== stepsName)
      .map(({ tensor, name }) => ({ tensor, name }));
    const count = moments.length / 2;
    const [means, squares] = [moments.slice(0, count), moments.slice(count)];
    const areAlike = means.every(({ tensor }, i) =>
      tf.util.arraysEqual(tensor.shape, squares[i]?.tensor.shape ?? []),
    );
    if (!Number.isInteger(count) || !areAlike || (counts && counts.length !== count)) {
      const got = saved.map(({ name, tensor }) => `${name} [${tensor.shape}]`).join(', ');
      throw new TypeError(`${action}: it must be means and as many squares of the same shapes, got ${got}`);
    }
    this.dispose();
    this.#loaded = means.map(({ name, tensor }, i) => ({
      name: name.replace(/\/m$/, ''),
      mean: tf.clone(tensor).variable(false),
      square: tf.clone(squares[i]?.tensor as tf.Tensor).variable(false),
      steps: counts?.[i] ?? iterations,
    }));
  }

  dispose(): void {
    for (const { mean, square } of [...this.#byVariable.values(), ...this.#loaded])
      tf.dispose([mean, square]);
    this.#byVariable = new Map();
    this.#loaded = [];
  }
}

function fits({ mean }: Loaded, variable?: tf.Variable): boolean {
  return variable !== undefined && tf.util.arraysEqual(mean.shape, variable.shape);
}

/** For each of the loaded the first variable of its shape, and of its name as `read` reads names, that is not taken. */
function ownersBy(read: (name: string) => string, loaded: Loaded[], variables: tf.Variable[]) {
  const left = new Set(variables);
  return loaded.map((one) => {
    const owner = [...left].find((variable) => read(variable.name) === read(one.name) && fits(one, variable));
    if (owner) left.delete(owner);
    return owner;
  });
}
