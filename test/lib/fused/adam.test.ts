import { adam, BayesLinear, setSeed, tf } from 'bayes-notebooks';
import { describe, expect, test } from 'vitest';
import { distance, scattered } from './agreement';

const shapes = [[1], [7], [3, 5], [64, 33]];
const make = () => shapes.map((shape, i) => scattered(shape, 2, i).variable(true));
const gradientsOf = (of: tf.Variable[], step: number) =>
  of.map(({ name, shape }, i) => ({ name, tensor: scattered(shape, 10 ** (i - 2), 10 * step + i) }));
const dispose = (variables: tf.Variable[]) => tf.dispose(variables);

describe('adam()', () => {
  test('moves every variable as tf.train.adam does, step by step from equal states', () => {
    const [own, theirs] = [make(), make()];
    const betas = [0.875, 0.9375] as const; // exact in float32, in which tf.train.adam takes their powers from 1
    const [ours, peer] = [adam(0.03, ...betas), tf.train.adam(0.03, ...betas)];
    for (let step = 0; step < 100; step++) {
      ours.applyGradients(gradientsOf(own, step));
      peer.applyGradients(gradientsOf(theirs, step));
      own.forEach((variable, i) => {
        expect(distance(variable, theirs[i]!)).toBeLessThan(1e-5);
        variable.assign(tf.clone(theirs[i]!));
      });
    }
    dispose([...own, ...theirs]);
  });

  test('moves each variable as a tf.train.adam of its own does, in another order and one at a time too', () => {
    const pair = () => [scattered([7], 2, 1).variable(true), scattered([7], 2, 2).variable(true)];
    const [own, theirs] = [pair(), pair()];
    const ours = adam(0.03);
    const peers = theirs.map(() => tf.train.adam(0.03));
    for (let step = 0; step < 12; step++) {
      const gradients = gradientsOf(own, step);
      const taken = step % 4 === 3 ? [0] : step % 3 === 2 ? [1, 0] : [0, 1];
      ours.applyGradients(taken.map((i) => gradients[i]!));
      for (const i of taken) peers[i]!.applyGradients([gradientsOf(theirs, step)[i]!]);
      own.forEach((variable, i) => expect(distance(variable, theirs[i]!)).toBeLessThan(1e-5));
    }
    dispose([...own, ...theirs]);
  });

  test('makes the step of the paper in float64', () => {
    const variable = tf.tensor1d([1, -2, 3, 0.5, 7]).variable();
    const optimizer = adam(0.1, 0.8, 0.95, 1e-3);
    let [value, m, v] = [
      [1, -2, 3, 0.5, 7],
      [0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ];
    for (let t = 1; t <= 20; t++) {
      const g = value.map((x, i) => Math.sin(t + i) + x / 10);
      optimizer.applyGradients([{ name: variable.name, tensor: tf.tensor1d(g) }]);
      m = m.map((old, i) => 0.8 * old + 0.2 * g[i]!);
      v = v.map((old, i) => 0.95 * old + 0.05 * g[i]! ** 2);
      const [c1, c2] = [1 - 0.8 ** t, 1 - 0.95 ** t];
      value = value.map((x, i) => x - (0.1 * (m[i]! / c1)) / (Math.sqrt(v[i]! / c2) + 1e-3));
      expect(distance(variable, tf.tensor1d(value))).toBeLessThan(1e-5);
    }
  });

  test('goes on where tf.train.adam stopped, and the other way round: they save and load each other', async () => {
    const variables = make();
    let optimizer: tf.Optimizer = adam(0.02);
    const reference = make();
    const peer = tf.train.adam(0.02);
    for (let step = 0; step < 12; step++) {
      if (step % 3 === 2) {
        const next: tf.Optimizer = step % 2 ? adam(0.02) : tf.train.adam(0.02);
        const saved = await optimizer.getWeights();
        await next.setWeights(saved.map(({ name, tensor }) => ({ name, tensor: tf.clone(tensor) })));
        optimizer = next;
      }
      optimizer.applyGradients(gradientsOf(variables, step));
      peer.applyGradients(gradientsOf(reference, step));
    }
    expect((await optimizer.getWeights()).length).toBe(1 + 2 * shapes.length);
    variables.forEach((variable, i) => expect(distance(variable, reference[i]!)).toBeLessThan(1e-5));
    expect(adam(0.02).getConfig()).toEqual(tf.train.adam(0.02).getConfig());
    dispose([...variables, ...reference]);
  });

  test("changes no tensor that shares a variable's numbers", () => {
    const start = tf.tensor1d([1, 2, 3, 4, 5]);
    const variable = tf.variable(start);
    const kept = tf.clone(variable);
    adam(0.1).applyGradients([{ name: variable.name, tensor: tf.ones([5]) }]);
    for (const same of [start, kept]) expect(Array.from(same.dataSync())).toEqual([1, 2, 3, 4, 5]);
    start.dispose(); // of the numbers that they share, the other has to keep its part
    expect(Array.from(kept.dataSync())).toEqual([1, 2, 3, 4, 5]);
    expect(distance(variable, tf.tensor1d([0.9, 1.9, 2.9, 3.9, 4.9]))).toBeLessThan(1e-5);
  });

  test('leaves a variable without a gradient as it is', () => {
    const [moved, still] = [tf.ones([3]).variable(), tf.ones([2]).variable()];
    adam(0.1).applyGradients([
      { name: moved.name, tensor: tf.ones([3]) },
      { name: still.name, tensor: null as unknown as tf.Tensor },
    ]);
    expect(Array.from(still.dataSync())).toEqual([1, 1]);
    expect(moved.dataSync()[0]).toBeCloseTo(0.9, 5);
  });

  test('is an Optimizer: minimize() returns the loss, model.fit trains with it, tensors stay as many', async () => {
    const variable = tf.scalar(4).variable();
    const optimizer = adam(0.1);
    expect(optimizer).toBeInstanceOf(tf.Optimizer);
    const loss = () => tf.square(tf.sub(variable, 1)) as tf.Scalar;
    expect(optimizer.minimize(loss, true, [variable])!.dataSync()[0]).toBe(9);
    const before = tf.memory();
    for (let step = 0; step < 200; step++) optimizer.minimize(loss, false, [variable]);
    expect(tf.memory().numTensors).toBe(before.numTensors);
    expect(tf.memory().numDataBuffers).toBe(before.numDataBuffers);
    expect(Math.abs(variable.dataSync()[0]! - 1)).toBeLessThan(0.05);
    setSeed(1);
    const model = tf.sequential({ layers: [new BayesLinear({ units: 1, inputDim: 2, priorSigma: 0.01 })] });
    model.compile({ optimizer: adam(0.05), loss: 'meanSquaredError' });
    const x = scattered([64, 2], 2, 1);
    const y = tf.sum(x, 1, true);
    const { history } = await model.fit(x, y, { epochs: 60, verbose: 0, shuffle: false });
    expect(history.loss!.at(-1)).toBeLessThan(0.05 * (history.loss![0] as number));
    optimizer.dispose();
  });

  test('trains plain dense layers as tf.train.adam does, as their predictions show at every step', () => {
    const x = scattered([20, 4], 2, 1);
    const y = scattered([20, 3], 2, 2);
    const [ours, theirs] = [adam(0.05), tf.train.adam(0.05)].map((optimizer) => {
      const model = tf.sequential({
        layers: [
          tf.layers.dense({ units: 8, inputDim: 4, activation: 'relu' }),
          tf.layers.dense({ units: 3 }),
        ],
      });
      model.setWeights(model.getWeights().map((weight, i) => scattered(weight.shape, 1, 10 + i)));
      const variables = model.trainableWeights.map((weight) => weight.read() as tf.Variable);
      return Array.from({ length: 5 }, () => {
        const loss = () => tf.losses.meanSquaredError(y, model.apply(x) as tf.Tensor) as tf.Scalar;
        optimizer.minimize(loss, false, variables);
        return model.predict(x) as tf.Tensor;
      });
    });
    ours!.forEach((prediction, step) => expect(distance(prediction, theirs![step]!)).toBeLessThan(1e-4));
  });

  test.each<[Parameters<typeof adam>, string]>([
    [[0], 'learningRate must be a finite number above 0, got 0'],
    [[Number.NaN], 'learningRate must be a finite number above 0, got NaN'],
    [[0.1, 1], 'beta1 must be a finite number from 0 to below 1, got 1'],
    [[0.1, 0.9, -1], 'beta2 must be a finite number from 0 to below 1, got -1'],
    [[0.1, 0.9, 0.99, 0], 'epsilon must be a finite number above 0, got 0'],
  ])('rejects %o', (args, rule) => {
    expect(() => adam(...args)).toThrow(new RangeError(`Cannot make Adam: ${rule}`));
  });
});
