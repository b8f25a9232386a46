/** Models whose BayesLinear layers are inside other layers, and the shapes of their sampled weights. */
import { BayesLinear, tf } from 'bayes-notebooks';

export const numbers = (t: tf.Tensor) => Array.from(t.dataSync());
export const bayes = (inputDim: number, units: number) =>
  new BayesLinear({ units, inputDim, priorSigma: 0.5 });
type Inputs = tf.Tensor | tf.Tensor[];

/** A layer of one's own that keeps its parts where everybody sees them: two in a list, one in a property. */
export class Block extends tf.layers.Layer {
  static readonly className = 'Block';
  readonly first = bayes(3, 5);
  readonly rest = [bayes(5, 4), bayes(4, 2)];
  override computeOutputShape([batch]: tf.Shape): tf.Shape {
    return [batch ?? null, 2];
  }
  override call(inputs: Inputs): tf.Tensor {
    return tf.tidy(() => {
      const x = Array.isArray(inputs) ? inputs[0]! : inputs;
      return this.rest.reduce(
        (h, part) => part.apply(tf.relu(h)) as tf.Tensor,
        this.first.apply(x) as tf.Tensor,
      );
    });
  }
}

/** One that keeps its part to itself. */
export class Hiding extends tf.layers.Layer {
  static readonly className: string = 'Hiding';
  readonly #inner = bayes(3, 2);
  override computeOutputShape([batch]: tf.Shape): tf.Shape {
    return [batch ?? null, 2];
  }
  override call(inputs: Inputs): tf.Tensor {
    return this.#inner.apply(inputs) as tf.Tensor;
  }
  hidden(): BayesLinear {
    return this.#inner;
  }
}

/** One that keeps it to itself, but shows its weights, as model.fit needs them. */
export class Showing extends Hiding {
  static override readonly className: string = 'Showing';
  override get trainableWeights() {
    return this.hidden().trainableWeights;
  }
}

/** A step of a recurrent layer: h <- tanh(x W + b + h). */
export class Cell extends tf.layers.RNNCell {
  static readonly className = 'Cell';
  readonly stateSize = 2;
  readonly inner = bayes(3, 2);
  override build(): void {
    this.built = true;
  }
  override call([x, h]: tf.Tensor[]): tf.Tensor[] {
    const next = tf.tanh(tf.add(this.inner.apply(x!) as tf.Tensor, h!));
    return [next, next];
  }
}
/** One that keeps its layer to itself. */
export class HidingCell extends tf.layers.RNNCell {
  static readonly className = 'HidingCell';
  readonly stateSize = 2;
  readonly #inner = bayes(3, 2);
  override build(): void {
    this.built = true;
  }
  override call([x, h]: tf.Tensor[]): tf.Tensor[] {
    const next = tf.tanh(tf.add(this.#inner.apply(x!) as tf.Tensor, h!));
    return [next, next];
  }
}

/** A recurrent layer that tf.layers.bidirectional can make two of, by its config; it cannot of tf.layers.rnn. */
type RecurrentArgs = Omit<tf.RNNLayerArgs, 'cell'>;
export class Recurrent extends tf.RNN {
  static override readonly className: string = 'Recurrent';
  constructor(args: RecurrentArgs, cell: tf.layers.RNNCell = new Cell({})) {
    super({ ...args, cell });
  }
  static override fromConfig<T extends tf.serialization.Serializable>(
    cls: tf.serialization.SerializableConstructor<T>,
    config: tf.serialization.ConfigDict,
  ): T {
    return new cls(config);
  }
}
export class HidingRecurrent extends Recurrent {
  static override readonly className = 'HidingRecurrent';
  constructor(args: RecurrentArgs) {
    super(args, new HidingCell({}));
  }
}
tf.serialization.registerClass(Recurrent);
tf.serialization.registerClass(HidingRecurrent);

export const bothWays = (layer: tf.RNN) => tf.layers.bidirectional({ layer, mergeMode: 'concat' });
const sequences = { returnSequences: true };
export const functional = (shape: number[], ...steps: tf.layers.Layer[]) => {
  const input = tf.input({ shape });
  const output = steps.reduce((x, step) => step.apply(x) as tf.SymbolicTensor, input);
  return tf.model({ inputs: input, outputs: output });
};

export interface Case {
  model: tf.LayersModel;
  shapes: number[][];
}
export const cases: Record<string, () => Case> = {
  'in tf.layers.timeDistributed, before another layer': () => ({
    model: functional(
      [4, 3],
      tf.layers.timeDistributed({ layer: bayes(3, 2) }),
      tf.layers.flatten(),
      bayes(8, 1),
    ),
    shapes: [[3, 2], [2], [8, 1], [1]],
  }),
  'in a net in tf.layers.timeDistributed': () => ({
    model: functional([4, 3], tf.layers.timeDistributed({ layer: tf.sequential({ layers: [bayes(3, 2)] }) })),
    shapes: [[3, 2], [2]],
  }),
  "in the properties and a list of one's own layer": () => ({
    model: functional([3], new Block({}), bayes(2, 1)),
    shapes: [[3, 5], [5], [5, 4], [4], [4, 2], [2], [2, 1], [1]],
  }),
  'in a layer that shows their weights alone': () => ({
    model: functional([3], new Showing({})),
    shapes: [[3, 2], [2]],
  }),
  'in the cell of tf.layers.rnn': () => ({
    model: functional([4, 3], tf.layers.rnn({ cell: new Cell({}) })),
    shapes: [[3, 2], [2]],
  }),
  'in the cells of tf.layers.stackedRNNCells': () => ({
    model: functional(
      [4, 3],
      tf.layers.rnn({
        cell: tf.layers.stackedRNNCells({ cells: [new Cell({}), tf.layers.gruCell({ units: 2 })] }),
      }),
    ),
    shapes: [[3, 2], [2]],
  }),
  'in both directions of tf.layers.bidirectional, which runs two copies of what it is given': () => ({
    model: functional([4, 3], bothWays(new Recurrent(sequences)), tf.layers.flatten(), bayes(16, 1)),
    shapes: [[3, 2], [2], [3, 2], [2], [16, 1], [1]],
  }),
  'in tf.layers.bidirectional in a nested model': () => ({
    model: functional([4, 3], functional([4, 3], bothWays(new Recurrent(sequences)))),
    shapes: [[3, 2], [2], [3, 2], [2]],
  }),
  'beside tf.layers.bidirectional, which has none inside': () => ({
    model: functional(
      [4, 3],
      tf.layers.timeDistributed({ layer: bayes(3, 2) }),
      tf.layers.bidirectional({ layer: tf.layers.simpleRNN({ units: 2 }) as tf.RNN, mergeMode: 'sum' }),
    ),
    shapes: [[3, 2], [2]],
  }),
};
