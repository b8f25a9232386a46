import { meanWeights, predictWith, sampleWeights, setSeed, tf } from 'bayes-notebooks';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import {
  Block,
  bayes,
  bothWays,
  cases,
  functional,
  Hiding,
  HidingCell,
  HidingRecurrent,
  numbers,
  Recurrent,
} from './layers-inside';

beforeEach(() => setSeed(6));

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

  test('is both recurrences in tf.layers.bidirectional, computed apart', () => {
    const model = functional([4, 3], bothWays(new Recurrent({ returnSequences: true })));
    const weights = sampleWeights(model);
    const x = tf.linspace(-1, 1, 24).reshape([2, 4, 3]);
    const steps = (order: number[], [w, b]: tf.Tensor[]) => {
      let h = tf.zeros([2, 2]);
      const states = new Map<number, tf.Tensor>();
      for (const at of order) {
        const now = x.slice([0, at, 0], [2, 1, 3]).reshape([2, 3]);
        h = tf.tanh(now.matMul(w!).add(b!).add(h));
        states.set(at, h);
      }
      return tf.stack(
        [0, 1, 2, 3].map((at) => states.get(at)!),
        1,
      ); // [2, 4, 2]
    };
    const expected = [steps([0, 1, 2, 3], weights.slice(0, 2)), steps([3, 2, 1, 0], weights.slice(2))];
    const output = numbers(predictWith(model, weights, x));
    numbers(tf.concat(expected, 2)).forEach((value, i) => expect(output[i]).toBeCloseTo(value, 5));
    const means = meanWeights(model);
    expect(means.map(({ shape }) => shape)).toEqual([[3, 2], [2], [3, 2], [2]]);
    expect(numbers(predictWith(model, means, x))).toEqual(numbers(predictWith(model, means, x)));
  });

  test.each([
    ['the cell of tf.layers.rnn', () => tf.layers.rnn({ cell: new HidingCell({}) })],
    ['tf.layers.bidirectional', () => bothWays(new HidingRecurrent({}))],
    ['tf.layers.timeDistributed', () => tf.layers.timeDistributed({ layer: new Hiding({}) })],
  ])('names what is hidden inside %s, rather than predict at random', (_what, make) => {
    const model = functional([4, 3], tf.layers.timeDistributed({ layer: bayes(3, 3) }), make());
    const sentence = /^Cannot predict at concrete weights: .* got a layer within a layer that hides it$/;
    for (const weights of [sampleWeights(model), meanWeights(model)]) {
      expect(weights.map(({ shape }) => shape)).toEqual([[3, 3], [3]]);
      expect(() => predictWith(model, weights, tf.ones([2, 4, 3]))).toThrow(sentence);
    }
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
