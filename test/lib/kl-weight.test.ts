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
  test.each(Object.entries(cases))('%s', async (_what, make) => {
    const [model, expected] = make();
    const { fit, validation, evaluate } = await penalties(model);
    expect(Math.abs(fit / expected - 1)).toBeLessThan(1e-4);
    expect(Math.abs(validation)).toBeLessThan(1e-5); // tf.layers leaves penalties out of both, as the option says
    expect(Math.abs(evaluate)).toBeLessThan(1e-5);
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
