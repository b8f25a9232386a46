import { BayesLinear, setSeed, tf } from 'bayes-notebooks';
import { beforeEach, describe, expect, test } from 'vitest';

beforeEach(() => setSeed(5));

/** Frozen, so that every pass gives the same output. */
function layer(units: number, inputDim: number, klWeight: number): BayesLinear {
  const one = new BayesLinear({ units, inputDim, priorSigma: 0.2, initialSigma: 0.05, klWeight });
  one.freeze();
  return one;
}
const chain = (shape: number[], ...steps: tf.layers.Layer[]) => {
  const input = tf.input({ shape });
  const output = steps.reduce((x, step) => step.apply(x) as tf.SymbolicTensor, input);
  return tf.model({ inputs: input, outputs: output });
};

/** What the loss of model.fit holds besides the error, and val_loss and evaluate likewise. */
async function penalties(model: tf.LayersModel) {
  const batch = [8, ...(model.inputs[0]!.shape.slice(1) as number[])];
  const x = tf.ones(batch);
  const y = tf.zerosLike(model.predict(x) as tf.Tensor);
  const error = tf.losses.meanSquaredError(y, model.predict(x) as tf.Tensor).dataSync()[0]!;
  model.compile({ optimizer: tf.train.sgd(1e-12), loss: 'meanSquaredError' });
  const { history } = await model.fit(x, y, { epochs: 1, batchSize: 8, verbose: 0, validationData: [x, y] });
  const evaluated = (model.evaluate(x, y) as tf.Scalar).dataSync()[0]!;
  const [loss] = history.loss as number[];
  const [valLoss] = history.val_loss as number[];
  return { fit: loss! - error, validation: valLoss! - error, evaluate: evaluated - error };
}

const kl = (...layers: BayesLinear[]) => layers.reduce((sum, one) => sum + one.klLoss().dataSync()[0]!, 0);

describe('with klWeight, model.fit adds the weight times klLoss() once', () => {
  const [own, other] = [() => layer(4, 4, 1), () => layer(4, 4, 0.5)];
  const cases: Record<string, () => [model: tf.LayersModel, expected: number]> = {
    'for a layer that is used twice': () => {
      const used = own();
      return [chain([4], used, used), kl(used)];
    },
    'for a nested model that is used twice, beside a layer of another weight': () => {
      const [inner, outer] = [own(), other()];
      const nested = tf.sequential({ layers: [inner] });
      return [chain([4], nested, outer, nested), kl(inner) + 0.5 * kl(outer)];
    },
    'for a layer that the model and a nested one use': () => {
      const used = own();
      return [chain([4], used, tf.sequential({ layers: [used] })), kl(used)];
    },
    'for a layer in a wrapper': () => {
      const used = own();
      return [chain([3, 4], tf.layers.timeDistributed({ layer: used })), kl(used)];
    },
    'for each layer of a sequential model': () => {
      const layers = [layer(5, 4, 1), layer(2, 5, 1)];
      return [tf.sequential({ layers }), kl(...layers)];
    },
  };
  test.each(Object.entries(cases))('%s; val_loss and evaluate hold the same', async (_what, make) => {
    const [model, expected] = make();
    const { fit, validation, evaluate } = await penalties(model);
    for (const penalty of [fit, validation, evaluate])
      expect(Math.abs(penalty / expected - 1)).toBeLessThan(1e-4);
  });

  test('in each of several steps, through which the KL falls', async () => {
    const used = new BayesLinear({ units: 4, inputDim: 4, priorSigma: 0.2, initialSigma: 0.01, klWeight: 1 });
    const model = chain([4], used, used);
    model.compile({ optimizer: tf.train.sgd(0.003), loss: () => tf.scalar(0) });
    const before = used.klLoss().dataSync()[0]!;
    const { history } = await model.fit(tf.ones([8, 4]), tf.ones([8, 4]), {
      epochs: 3,
      batchSize: 8,
      verbose: 0,
    });
    const after = used.klLoss().dataSync()[0]!;
    const losses = history.loss as number[];
    expect(losses[0]! / before).toBeCloseTo(1, 4);
    expect(losses[1]!).toBeLessThan(losses[0]!);
    expect(after).toBeLessThan(losses[2]!);
  });

  test('beside a regularizer, which val_loss and evaluate hold then too, and metrics do not', async () => {
    const used = own();
    const kernelRegularizer = tf.regularizers.l2({ l2: 0.5 });
    const dense = tf.layers.dense({ units: 2, kernelRegularizer, kernelInitializer: 'ones' });
    const model = chain([4], used, dense);
    model.compile({ optimizer: tf.train.sgd(1e-12), loss: 'meanSquaredError', metrics: ['mse'] });
    const [x, y] = [tf.ones([70, 4]), tf.ones([70, 2])]; // batches of 32, 32 and 6
    const expected = kl(used) + 0.5 * 8; // eight weights of 1
    const [loss, error] = (model.evaluate(x, y) as tf.Scalar[]).map((value) => value.dataSync()[0]!);
    expect((loss! - error!) / expected).toBeCloseTo(1, 5);
    const rows = tf.data.zip({ xs: tf.data.array([[1, 1, 1, 1]]), ys: tf.data.array([[1, 1]]) }).batch(1);
    const evaluated = await model.evaluateDataset(
      rows as unknown as Parameters<typeof model.evaluateDataset>[0],
      {},
    );
    const [ofRows, errorOfRows] = (evaluated as tf.Scalar[]).map((value) => value.dataSync()[0]!);
    expect((ofRows! - errorOfRows!) / expected).toBeCloseTo(1, 5);
    const { history } = await model.fit(x, y, { epochs: 1, verbose: 0, validationSplit: 0.5 });
    expect((Number(history.val_loss![0]) - Number(history.val_mse![0])) / expected).toBeCloseTo(1, 5);
  });

  test('and the errors of all outputs, once, in val_loss', async () => {
    const used = own();
    const input = tf.input({ shape: [4] });
    const outputs = [used.apply(input), tf.layers.dense({ units: 1 }).apply(input)] as tf.SymbolicTensor[];
    const model = tf.model({ inputs: input, outputs });
    model.compile({ optimizer: tf.train.sgd(1e-12), loss: 'meanSquaredError' });
    const x = tf.ones([8, 4]);
    const targets = [tf.zeros([8, 4]), tf.zeros([8, 1])];
    const errors = (model.predict(x) as tf.Tensor[]).map((one) => one.square().mean().dataSync()[0]!);
    const evaluated = (model.evaluate(x, targets) as tf.Scalar[]).map((value) => value.dataSync()[0]!);
    const expected = [errors[0]! + errors[1]! + kl(used), ...errors];
    expect(evaluated).toHaveLength(3);
    evaluated.forEach((value, i) => expect(value / expected[i]!).toBeCloseTo(1, 5));
  });

  test('but not for a model without such a layer: its evaluate is that of tf.layers', () => {
    const kernelRegularizer = tf.regularizers.l2({ l2: 0.5 });
    const dense = tf.layers.dense({
      units: 1,
      kernelRegularizer,
      kernelInitializer: 'ones',
      inputShape: [2],
    });
    const model = tf.sequential({ layers: [dense, layer(1, 1, 0)] });
    model.compile({ optimizer: 'sgd', loss: () => tf.scalar(3) });
    expect((model.evaluate(tf.ones([2, 2]), tf.ones([2, 1])) as tf.Scalar).dataSync()[0]).toBe(3);
  });

  test('and keeps no tensor of an evaluation', () => {
    const model = chain([4], own());
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const [x, y] = [tf.ones([8, 4]), tf.zeros([8, 4])];
    tf.dispose(model.evaluate(x, y));
    const before = tf.memory().numTensors;
    tf.dispose(model.evaluate(x, y));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('also in a loss by hand that asks for the penalties of two models that share a layer', () => {
    const used = own();
    const models = [tf.sequential({ layers: [used] }), chain([4], used)];
    const { value, grads } = tf.variableGrads(
      () => tf.addN(models.flatMap((model) => model.calculateLosses())) as tf.Scalar,
    );
    expect(value.dataSync()[0]! / kl(used)).toBeCloseTo(1, 5);
    tf.dispose(grads);
  });
});
