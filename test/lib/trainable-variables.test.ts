import { adam, BayesLinear, forward, setSeed, tf, trainableVariables } from 'bayes-notebooks';
import { beforeEach, describe, expect, test } from 'vitest';

beforeEach(() => setSeed(6));

const numbers = (tensor: tf.Tensor) => Array.from(tensor.dataSync());
const bayes = (inputDim: number, units: number, name: string) => new BayesLinear({ units, inputDim, name });
const shapes = (variables: tf.Variable[]) => variables.map(({ shape }) => shape);

describe('trainableVariables()', () => {
  test("gives the model's own variables in the order of its weights", () => {
    const model = tf.sequential({ layers: [bayes(2, 3, 'own-1'), tf.layers.reLU(), bayes(3, 1, 'own-2')] });
    const variables = trainableVariables(model);
    expect(shapes(variables)).toEqual([[2, 3], [2, 3], [3], [3], [3, 1], [3, 1], [1], [1]]);
    for (const variable of variables) expect(variable).toBeInstanceOf(tf.Variable);
    variables[6]!.assign(tf.tensor1d([42]));
    expect(numbers(model.layers[2]!.getWeights()[2]!)).toEqual([42]);
  });

  test('leaves out layers that are not to be trained, and takes one layer alone', () => {
    const [first, second] = [bayes(2, 3, 'part-1'), bayes(3, 1, 'part-2')];
    const model = tf.sequential({ layers: [first, second] });
    first.trainable = false;
    expect(shapes(trainableVariables(model))).toEqual([[3, 1], [3, 1], [1], [1]]);
    expect(trainableVariables(first)).toEqual([]);
    expect(trainableVariables(second)).toHaveLength(4);
    model.trainable = false;
    expect(trainableVariables(model)).toEqual([]);
  });

  test('gives a layer that two nested models share once', () => {
    const shared = bayes(2, 2, 'shared');
    const model = tf.sequential({
      layers: [tf.sequential({ layers: [shared] }), tf.sequential({ layers: [shared] })],
    });
    expect(shapes(trainableVariables(model))).toEqual([[2, 2], [2, 2], [2], [2]]);
  });

  test('keeps an optimizer to this model', () => {
    const [trained, other] = [bayes(1, 1, 'trained'), bayes(1, 1, 'other')];
    const before = [trained, other].map((layer) => layer.getWeights().map(numbers));
    const x = tf.ones([1, 1]);
    adam(0.1).minimize(
      () => tf.add(forward(trained, x), forward(other, x)).asScalar(),
      false,
      trainableVariables(trained),
    );
    expect(other.getWeights().map(numbers)).toEqual(before[1]);
    trained.getWeights().forEach((weight, i) => expect(numbers(weight)).not.toEqual(before[0]![i]));
  });

  test('refuses what is no model', () => {
    for (const [model, got] of [
      [[], 'Array'],
      [null, 'null'],
    ])
      expect(() => trainableVariables(model as unknown as tf.LayersModel)).toThrow(
        new TypeError(
          `Cannot list the trainable variables: model must be a tf.LayersModel or a tf.layers.Layer, got ${got}`,
        ),
      );
  });
});
