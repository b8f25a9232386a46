import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BayesLinear, type BayesLinearArgs, setSeed, tf } from 'bayes-notebooks';
import { beforeEach, describe, expect, test } from 'vitest';
import oneStep from './one-step.json';
import { relativeError } from './relative-error';

const bayes = (units: number, args: Partial<BayesLinearArgs> = {}) =>
  new BayesLinear({ units, priorSigma: 0.1, ...args });
const relu = () => tf.layers.reLU();
const numbers = (t: tf.Tensor | tf.Tensor[]) => Array.from((t as tf.Tensor).dataSync());
const net = () => tf.sequential({ layers: [bayes(5, { inputDim: 4 }), relu(), bayes(3, { inputDim: 5 })] });
const x = () => tf.tidy(() => tf.linspace(-1, 1, 48).reshape([12, 4]) as tf.Tensor2D);
const y = () => tf.tidy(() => tf.linspace(0, 1, 36).reshape([12, 3]) as tf.Tensor2D);

beforeEach(() => setSeed(2));

describe('BayesLinear in a model', () => {
  test('works in tf.sequential, with inputDim on every layer, on the first, or inputShape', () => {
    const models = [
      net(),
      tf.sequential({ layers: [bayes(5, { inputDim: 4 }), relu(), bayes(3)] }),
      tf.sequential({ layers: [bayes(5, { inputShape: [4] }), relu(), bayes(3)] }),
    ];
    for (const model of models) {
      expect((model.apply(x()) as tf.Tensor).shape).toEqual([12, 3]);
      expect(model.countParams()).toBe(2 * (4 * 5 + 5 + 5 * 3 + 3));
      expect(new Set(model.weights.map((w) => w.name)).size).toBe(8);
    }
  });

  test('works in the functional API, nested and shared', () => {
    const shared = bayes(4, { inputDim: 4 });
    const input = tf.input({ shape: [4] });
    const inner = tf.sequential({ layers: [bayes(4, { inputDim: 4 }), relu()] });
    const twice = shared.apply(inner.apply(shared.apply(input))) as tf.SymbolicTensor;
    const model = tf.model({ inputs: input, outputs: twice });
    expect((model.apply(x()) as tf.Tensor).shape).toEqual([12, 4]);
    expect(model.trainableWeights).toHaveLength(8);
  });

  test('model.predict gives another function at every call; model.apply one draw for all rows', () => {
    const model = net();
    expect(numbers(model.predict(x()) as tf.Tensor)).not.toEqual(numbers(model.predict(x()) as tf.Tensor));
    const same = tf.tile(tf.tensor2d([[1, 2, 3, 4]]), [70, 1]);
    const rows = (model.apply(same) as tf.Tensor2D).arraySync();
    for (const row of rows) expect(row).toEqual(rows[0]);
  });

  test('model.fit trains it and lowers the loss', async () => {
    const model = net();
    model.compile({ optimizer: tf.train.adam(0.02), loss: 'meanSquaredError' });
    const { history } = await model.fit(x(), y(), { epochs: 60, verbose: 0, shuffle: false });
    const losses = history.loss as number[];
    const mean = (part: number[]) => part.reduce((a, b) => a + b) / part.length;
    expect(mean(losses.slice(-10))).toBeLessThan(0.5 * mean(losses.slice(0, 3)));
  });

  test('model.fit adds klWeight times the sum of the layer', async () => {
    const lossWith = async (klWeight: number) => {
      setSeed(3);
      const layer = bayes(3, { inputDim: 4, klWeight, seed: 1 });
      const kl = layer.klLoss().dataSync()[0]!;
      const model = tf.sequential({ layers: [layer] });
      model.compile({ optimizer: tf.train.sgd(0.001), loss: 'meanSquaredError' });
      const { history } = await model.fit(x(), y(), { epochs: 1, batchSize: 12, verbose: 0, shuffle: false });
      return { loss: history.loss![0] as number, kl };
    };
    const [without, half] = [await lossWith(0), await lossWith(0.5)];
    expect(relativeError(half.loss - without.loss, 0.5 * half.kl)).toBeLessThan(1e-5);
  });

  test('a hand-written loop trains it, in 1,000 steps without a tensor more', () => {
    const model = net();
    const [inputs, targets] = [x(), y()];
    const optimizer = tf.train.adam(0.01);
    const step = () => {
      const loss = optimizer.minimize(() => {
        const fit = tf.losses.meanSquaredError(targets, model.apply(inputs) as tf.Tensor);
        const kl = (model.layers[0] as BayesLinear).klLoss();
        return tf.add(fit, tf.mul(1e-3, kl)) as tf.Scalar;
      }, true);
      const value = loss!.dataSync()[0]!;
      loss!.dispose();
      return value;
    };
    const first = step();
    const before = tf.memory().numTensors;
    let last = first;
    for (let i = 0; i < 1000; i++) last = step();
    expect(tf.memory().numTensors).toBe(before);
    expect(last).toBeLessThan(first);
  });

  test('an untrainable layer keeps its weights while others learn', () => {
    const model = tf.sequential({
      layers: [bayes(5, { inputDim: 4, trainable: false }), bayes(3, { inputDim: 5 })],
    });
    const before = model.layers.map((layer) => layer.getWeights().flatMap(numbers));
    const loss = () => (model.apply(x()) as tf.Tensor).square().sum() as tf.Scalar;
    tf.train.sgd(0.1).minimize(
      loss,
      false,
      model.trainableWeights.map((w) => w.read() as tf.Variable),
    );
    const after = model.layers.map((layer) => layer.getWeights().flatMap(numbers));
    expect(after[0]).toEqual(before[0]);
    expect(after[1]).not.toEqual(before[1]);
  });

  test('one step from equal states has the loss and the gradients of PyTorch in float64 (one-step.py), on every backend', () => {
    setSeed(11);
    const model = tf.sequential({
      layers: [bayes(100, { inputDim: 1 }), relu(), bayes(1, { inputDim: 100 })],
    });
    const inputs = tf.linspace(-3, 3, 50).expandDims(1) as tf.Tensor2D;
    const { value, grads } = tf.variableGrads(() => {
      const fit = tf.losses.meanSquaredError(tf.sin(inputs), model.apply(inputs) as tf.Tensor);
      const kl = tf.addN(
        model.layers.filter((l) => l instanceof BayesLinear).map((l) => l.klLoss()),
      ) as tf.Scalar;
      return tf.add(fit, tf.div(kl, 301)) as tf.Scalar;
    });
    const norms = model.trainableWeights.map(
      (w) => grads[(w.read() as tf.Variable).name]!.norm().dataSync()[0]!,
    );
    expect(relativeError(value.dataSync()[0]!, oneStep.loss)).toBeLessThan(1e-5);
    norms.forEach((norm, i) => expect(relativeError(norm, oneStep.norms[i]!)).toBeLessThan(1e-5));
  });

  test.each([true, false])(
    'saves and loads: structure, options and weights (inputDim given: %s)',
    async (eager) => {
      const first = bayes(5, {
        ...(eager ? { inputDim: 4 } : { inputShape: [4] }),
        priorMu: 0.3,
        klWeight: 0.1,
      });
      const model = tf.sequential({ layers: [first, relu(), bayes(3, eager ? { inputDim: 5 } : {})] });
      let saved: tf.io.ModelArtifacts | undefined;
      await model.save(
        tf.io.withSaveHandler(async (artifacts) => {
          saved = structuredClone(artifacts);
          return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
        }),
      );
      first.freeze();
      const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
      const weights = (m: tf.LayersModel) => m.layers.map((layer) => layer.getWeights().map(numbers));
      expect(weights(loaded)).toEqual(weights(model));
      const layer = loaded.layers[0] as BayesLinear;
      expect(layer).toBeInstanceOf(BayesLinear);
      expect(layer.frozen).toBe(false);
      expect(layer.getConfig()).toEqual(first.getConfig());
      expect(layer.klLoss().dataSync()[0]).toBe(first.klLoss().dataSync()[0]);
    },
  );

  test('saves to a folder and loads from it', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'bayes-'));
    const model = net();
    await model.save(`file://${folder}`);
    const loaded = await tf.loadLayersModel(`file://${folder}/model.json`);
    rmSync(folder, { recursive: true });
    expect(loaded.getWeights().map(numbers)).toEqual(model.getWeights().map(numbers));
  });

  test('summary() prints it', () => {
    const lines: string[] = [];
    net().summary(undefined, undefined, (line) => lines.push(String(line)));
    expect(lines.join('\n')).toMatch(/bayes_linear_BayesLinear\d+ .*\[null,5\]\s+50/);
  });
});

describe('BayesLinear rejects', () => {
  test.each<[object, string]>([
    [{ units: 2.5 }, 'units must be a positive integer, got 2.5'],
    [{ units: 0 }, 'units must be a positive integer, got 0'],
    [{ units: Number.NaN }, 'units must be a positive integer, got NaN'],
    [{ units: 2, inputDim: -1 }, 'inputDim must be a positive integer, got -1'],
    [{ units: 2, priorSigma: 0 }, 'priorSigma must be a finite number above 0, got 0'],
    [{ units: 2, priorSigma: -0.1 }, 'priorSigma must be a finite number above 0, got -0.1'],
    [{ units: 2, priorSigma: Number.NaN }, 'priorSigma must be a finite number above 0, got NaN'],
    [{ units: 2, initialSigma: 0 }, 'initialSigma must be a finite number above 0, got 0'],
    [{ units: 2, priorMu: Number.POSITIVE_INFINITY }, 'priorMu must be a finite number, got Infinity'],
    [{ units: 2, klWeight: -1 }, 'klWeight must be a finite number of at least 0, got -1'],
    [{ units: 2, batchSize: 0 }, 'batchSize must be a positive integer, got 0'],
    [{ units: 2, seed: 1.5 }, 'seed must be an integer from 0 to 4294967295, got 1.5'],
  ])('the value %o', (args, rule) => {
    expect(() => new BayesLinear(args as BayesLinearArgs)).toThrow(
      new RangeError(`Cannot build BayesLinear: ${rule}`),
    );
  });

  test.each<[unknown, string]>([
    [{}, 'units must be given, got undefined'],
    [{ units: '3' }, "units must be a positive integer, got '3'"],
    [{ units: 3, priorSigma: [0.1] }, 'priorSigma must be a finite number above 0, got Array'],
    [{ units: 3, inputDim: 4, inputShape: [5] }, 'the last number of the input shape must be 4, got [5]'],
    [
      { units: 3, inputShape: [5, null] },
      'the last number of the input shape must be that of the inputs, got [5,]',
    ],
    [{ units: 3, inputDim: 4, batchSize: '8' }, "batchSize must be a positive integer, got '8'"],
    [undefined, 'options must be an object such as { units: 3, inputDim: 4 }, got undefined'],
    [{ units: Object.create(null) }, 'units must be a positive integer, got object'],
  ])('the kind %o', (args, rule) => {
    expect(() => new BayesLinear(args as BayesLinearArgs)).toThrow(
      new TypeError(`Cannot build BayesLinear: ${rule}`),
    );
  });

  test('inputs of a wrong shape or dtype, and disposed ones', () => {
    const layer = bayes(2, { inputDim: 3 });
    const disposed = tf.zeros([1, 3]);
    disposed.dispose();
    const say = (sentence: string) => new TypeError(`Cannot apply BayesLinear: ${sentence}`);
    expect(() => layer.apply(tf.zeros([5, 4]))).toThrow(
      say('the input must have the shape [batch, 3], got [5, 4]'),
    );
    expect(() => layer.apply(tf.zeros([3]))).toThrow(
      say('the input must have the shape [batch, 3], got [3]'),
    );
    expect(() => layer.apply(tf.zeros([1, 3], 'bool'))).toThrow(
      say('the input must hold numbers, got the dtype bool'),
    );
    expect(() => layer.apply(disposed)).toThrow(say('the input must not be disposed, got a disposed tensor'));
    expect(() => layer.apply(tf.zeros([3, 3, 2]))).toThrow(
      say('the input must have the shape [batch, ..., 3], got [3, 3, 2]'),
    );
    expect(() => bayes(2).apply(tf.zeros([3]))).toThrow(
      say('the input must have the shape [batch, inputs], got [3]'),
    );
    expect(() => tf.sequential({ layers: [bayes(2, { inputDim: 3 }), bayes(2, { inputDim: 3 })] })).toThrow(
      /got \[null, 2\]/,
    );
    expect((layer.apply(tf.ones([1, 3], 'int32')) as tf.Tensor).dtype).toBe('float32');
  });

  test('klLoss() and sample() before there are weights', () => {
    expect(() => bayes(2, { name: 'early' }).klLoss()).toThrow(
      'Cannot compute klLoss of early: it has no weights yet, give inputDim or apply it to data first',
    );
    expect(() => bayes(2).sample()).toThrow(/Cannot sample weights/);
  });
});
