import { predictWith, sampleWeights, setSeed, tf } from 'bayes-notebooks';
import { beforeEach, describe, expect, expectTypeOf, test } from 'vitest';
import { Block, bayes, cases, functional, Hiding, numbers } from './layers-inside';

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
