import { BayesLinear, predictWith, sampleWeights, setSeed, tf } from 'bayes-notebooks';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { klLoss, klLossWeighted, klLossWithStack } from '../../solutions/exercise-1';

beforeEach(() => setSeed(6));

const numbers = (t: tf.Tensor) => Array.from(t.dataSync());
const bayes = (inputDim: number, units: number) => new BayesLinear({ units, inputDim, priorSigma: 0.5 });
type Inputs = tf.Tensor | tf.Tensor[];

/** A layer of one's own that keeps its parts where everybody sees them: two in a list, one in a property. */
class Block extends tf.layers.Layer {
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
class Hiding extends tf.layers.Layer {
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
class Showing extends Hiding {
  static override readonly className: string = 'Showing';
  override get trainableWeights() {
    return this.hidden().trainableWeights;
  }
}

/** A step of a recurrent layer: h <- tanh(x W + b + h). */
class Cell extends tf.layers.RNNCell {
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
const functional = (shape: number[], ...steps: tf.layers.Layer[]) => {
  const input = tf.input({ shape });
  const output = steps.reduce((x, step) => step.apply(x) as tf.SymbolicTensor, input);
  return tf.model({ inputs: input, outputs: output });
};

/** Every weight, those of the classes above among them, which do not show theirs. */
const allWeights = (model: tf.LayersModel) =>
  model.layers.flatMap((layer) => {
    const parts = layer instanceof Block ? [layer.first, ...layer.rest] : [cellOf(layer)?.inner ?? layer];
    return parts.flatMap((part) => part.getWeights());
  });
const cellOf = (layer: tf.layers.Layer) => (layer as { cell?: Cell }).cell;

interface Case {
  model: tf.LayersModel;
  shapes: number[][];
}
const cases: Record<string, () => Case> = {
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
  'beside tf.layers.bidirectional, which has none inside': () => ({
    model: functional(
      [4, 3],
      tf.layers.timeDistributed({ layer: bayes(3, 2) }),
      tf.layers.bidirectional({ layer: tf.layers.simpleRNN({ units: 2 }) as tf.RNN, mergeMode: 'sum' }),
    ),
    shapes: [[3, 2], [2]],
  }),
};

describe.each(Object.entries(cases))('BayesLinear layers %s', (_where, make) => {
  test('are sampled, and the predictions at concrete weights are one function', () => {
    const { model, shapes } = make();
    const [weights, others] = [sampleWeights(model), sampleWeights(model)];
    expect(weights.map(({ shape }) => shape)).toEqual(shapes);
    const x = tf.linspace(-1, 1, 60).reshape([-1, ...(model.inputs[0]!.shape.slice(1) as number[])]);
    const output = numbers(predictWith(model, weights, x));
    expect(numbers(predictWith(model, weights, x))).toEqual(output);
    expect(numbers(predictWith(model, others, x))).not.toEqual(output);
    expect(numbers(model.predict(x) as tf.Tensor)).not.toEqual(output); // distributions again
  });
});

describe('the reference answers of exercise 1', () => {
  const seen = Object.entries(cases).filter(([where]) => !where.includes('weights alone'));
  test.each(seen)('count BayesLinear layers %s', (_where, make) => {
    const { model, shapes } = make();
    const count = shapes.reduce((sum, shape) => sum + tf.util.sizeFromShape(shape), 0);
    // Sigma is the prior's, 0.5, so the KL of a parameter is mu^2 / (2 * 0.5^2); the weights of model.weights go in pairs,
    // mu and log sigma, and other layers' have no log sigma of log 0.5.
    const isSpread = (w: tf.Tensor) => numbers(w).every((value) => Math.abs(value - Math.log(0.5)) < 1e-6);
    const means = allWeights(model).filter((_, i, all) => all[i + 1] && isSpread(all[i + 1]!));
    const sum = means.reduce((total, mu) => total + tf.sum(tf.square(mu)).dataSync()[0]! / 0.5, 0);
    for (const answer of [klLoss, klLossWithStack, klLossWeighted]) {
      expect(answer(model).dataSync()[0]! / (sum / count)).toBeCloseTo(1, 5);
    }
  });
});

describe('predictWith()', () => {
  test('is the layers one after the other inside a layer of one’s own, computed apart', () => {
    const block = new Block({});
    const model = functional([3], block);
    const weights = sampleWeights(model);
    const x = tf.linspace(-1, 1, 12).reshape([4, 3]);
    const dense = (h: tf.Tensor, i: number) => tf.add(tf.matMul(h, weights[2 * i]!), weights[2 * i + 1]!);
    const expected = dense(tf.relu(dense(tf.relu(dense(x, 0)), 1)), 2);
    numbers(predictWith(model, weights, x)).forEach((value, i) =>
      expect(value).toBeCloseTo(numbers(expected)[i]!, 5),
    );
  });

  test('names the layer that a layer hides, rather than predict at random, and leaves the model as it was', () => {
    const hiding = new Hiding({});
    const model = functional([3], bayes(3, 3), hiding);
    const weights = sampleWeights(model);
    expect(weights).toHaveLength(2);
    const sentence = `Cannot predict at concrete weights: ${hiding.hidden().name} must be a layer of the model or in a property of one of its layers that can be seen from outside, got a layer within a layer that hides it`;
    const x = tf.ones([2, 3]);
    expect(() => predictWith(model, weights, x)).toThrow(new Error(sentence));
    hiding.hidden().freeze(); // the noise that it keeps is none of these weights either
    expect(() => predictWith(model, weights, x)).toThrow(new Error(sentence));
    hiding.hidden().unfreeze();
    expect(numbers(model.apply(x) as tf.Tensor)).not.toEqual(numbers(model.apply(x) as tf.Tensor));
  });

  test('takes and gives lists where a model has several inputs and outputs, by its types too', () => {
    const inputs = [tf.input({ shape: [2] }), tf.input({ shape: [3] })];
    const [one, other] = [bayes(2, 1), bayes(3, 2)];
    const outputs = [one.apply(inputs[0]!), other.apply(inputs[1]!)] as tf.SymbolicTensor[];
    const model = tf.model({ inputs, outputs });
    const weights = sampleWeights(model);
    const [first, second] = predictWith<tf.Tensor[]>(model, weights, [tf.ones([4, 2]), tf.ones([4, 3])]);
    expect([first!.shape, second!.shape]).toEqual([
      [4, 1],
      [4, 2],
    ]);
    const alone = tf.sequential({ layers: [bayes(2, 1)] });
    const y = predictWith(alone, sampleWeights(alone), tf.ones([4, 2]));
    expectTypeOf(y).toEqualTypeOf<tf.Tensor>();
    const ofList = predictWith(alone, sampleWeights(alone), [tf.ones([4, 2])]);
    expectTypeOf(ofList).toEqualTypeOf<tf.Tensor>();
    expect(ofList.shape).toEqual(y.shape);
  });
});
