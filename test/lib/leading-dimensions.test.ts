import { BayesLinear, predictWith, sampleWeights, setSeed, tf } from 'bayes-notebooks';
import { beforeEach, describe, expect, test } from 'vitest';

beforeEach(() => setSeed(8));

const numbers = (t: tf.Tensor) => Array.from(t.dataSync());
const make = () => new BayesLinear({ units: 2, inputDim: 3, priorSigma: 0.5 });
const values = (shape: number[]) => {
  const size = tf.util.sizeFromShape(shape);
  return size > 0 ? tf.linspace(-1, 1, size).reshape(shape) : tf.zeros(shape);
};
const near = (got: tf.Tensor, expected: tf.Tensor) => {
  expect(got.shape).toEqual(expected.shape);
  const [a, b] = [numbers(got), numbers(expected)];
  a.forEach((value, i) => expect(value).toBeCloseTo(b[i]!, 5));
};

describe('BayesLinear takes input [batch, ..., inputs] as tf.layers.dense does:', () => {
  test.each([[[4, 5, 3]], [[2, 3, 4, 3]], [[0, 5, 3]]])('the shape [%s], one draw for all rows', (shape) => {
    const layer = make();
    layer.freeze();
    const [weight, bias] = layer.sample();
    const dense = tf.layers.dense({ units: 2, inputDim: 3, weights: [weight, bias] });
    const model = tf.sequential({ layers: [dense] });
    expect(model.outputs[0]!.shape).toEqual([null, 2]);
    const x = values(shape);
    if (x.size > 0) near(layer.apply(x) as tf.Tensor, dense.call(x, {}) as tf.Tensor);
    expect((layer.apply(x) as tf.Tensor).shape).toEqual([...shape.slice(0, -1), 2]);
    expect(layer.computeOutputShape(shape)).toEqual(dense.computeOutputShape(shape));
  });

  test('its gradients are those of the rows in one batch', () => {
    const layer = make();
    layer.freeze();
    const x = values([4, 5, 3]);
    const gradients = (input: tf.Tensor) => {
      const loss = () => tf.sum(tf.square(layer.apply(input) as tf.Tensor)) as tf.Scalar;
      const { grads } = tf.variableGrads(loss);
      const byInput = tf.grad((z: tf.Tensor) => tf.sum(tf.square(layer.apply(z) as tf.Tensor)))(input);
      return [...Object.values(grads), byInput.reshape([20, 3])];
    };
    const flat = gradients(x.reshape([20, 3]));
    gradients(x).forEach((gradient, i) => near(gradient, flat[i]!));
    layer.dispose();
  });

  test('in a model that is trained, saved and predicted with concrete weights', async () => {
    const model = tf.sequential({
      layers: [
        new BayesLinear({ units: 4, inputShape: [5, 3] }),
        tf.layers.reLU(),
        new BayesLinear({ units: 1 }),
      ],
    });
    expect(model.outputs[0]!.shape).toEqual([null, 5, 1]);
    const weights = sampleWeights(model);
    const x = values([6, 5, 3]);
    const [w1, b1, w2, b2] = weights as [tf.Tensor2D, tf.Tensor1D, tf.Tensor2D, tf.Tensor1D];
    const hidden = tf.relu(tf.add(tf.matMul(x.reshape([30, 3]), w1), b1));
    near(predictWith(model, weights, x), tf.add(tf.matMul(hidden, w2), b2).reshape([6, 5, 1]));
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const { history } = await model.fit(x, tf.zeros([6, 5, 1]), { epochs: 2, verbose: 0 });
    expect(history.loss!.every((loss) => Number.isFinite(loss as number))).toBe(true);
    const loaded = await tf.models.modelFromJSON(JSON.parse(model.toJSON() as string));
    expect(loaded.outputs[0]!.shape).toEqual([null, 5, 1]);
  });
});

test('BayesLinear takes batchSize beside inputDim as tf.layers.dense does', () => {
  const options = { units: 2, inputDim: 3, batchSize: 8 };
  const shapeOf = (layer: tf.layers.Layer) => tf.sequential({ layers: [layer] }).inputs[0]!.shape;
  expect(shapeOf(new BayesLinear(options))).toEqual([8, 3]);
  expect(shapeOf(tf.layers.dense(options))).toEqual([8, 3]);
  expect(shapeOf(new BayesLinear({ units: 2, inputDim: 3 }))).toEqual([null, 3]);
  expect(shapeOf(new BayesLinear({ units: 2, inputDim: 3, inputShape: [7, 3] }))).toEqual([null, 7, 3]);
});

test('two BayesLinear layers of one shape with one seed start and draw alike, as the option says', () => {
  const pair = [1, 1, 2].map((seed) => new BayesLinear({ units: 2, inputDim: 3, seed }));
  const [one, same, other] = pair.map((layer) => [layer.getWeights()[0]!, ...layer.sample()].map(numbers));
  expect(same).toEqual(one);
  expect(other).not.toEqual(one);
});
