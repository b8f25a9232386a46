import { adam, BayesLinear, tf, useBackend } from 'bayes-notebooks';
import { afterEach, describe, expect, test } from 'vitest';

const own = process.env.BAYES_BACKEND as 'tensorflow' | 'wasm' | 'cpu';
const net = (units: number) =>
  tf.sequential({ layers: [new BayesLinear({ units, inputDim: 300, priorSigma: 0.1 })] });

afterEach(async () => {
  await useBackend(own);
});

describe('useBackend()', () => {
  test('changes the backend there and back; tensors move along', async () => {
    const layer = new BayesLinear({ units: 3, inputDim: 2, seed: 1 });
    layer.freeze();
    const x = tf.tensor2d([[1, 2]]);
    const value = () => Array.from((layer.apply(x) as tf.Tensor).dataSync());
    const before = value();
    for (const backend of ['cpu', 'wasm', own] as const) {
      expect((await useBackend(backend)).backend).toBe(backend);
      expect(tf.getBackend()).toBe(backend);
      value().forEach((number, i) => expect(number).toBeCloseTo(before[i]!, 5));
      const { grads } = tf.variableGrads(() => tf.add(layer.klLoss(), tf.sum(layer.apply(x) as tf.Tensor)));
      expect(Object.keys(grads)).toHaveLength(4);
      tf.dispose(grads);
    }
  });

  test('auto takes WebAssembly for a small model, and for a large one native TensorFlow where it loads', async () => {
    expect((await useBackend('auto', net(2))).backend).toBe('wasm');
    const report = await useBackend('auto', net(1700));
    expect(tf.getBackend()).toBe(report.backend);
    if (report.backend !== 'tensorflow') expect(report.reason).toMatch('npm run native');
  });

  test('refuses inside a gradient, and what is no backend or no model', async () => {
    let inside: Promise<unknown> | undefined;
    tf.grad((x: tf.Tensor) => {
      inside = useBackend(own);
      return tf.square(x);
    })(tf.scalar(1));
    await expect(inside).rejects.toThrow('Cannot change the backend inside a gradient');
    await expect(useBackend('webgl' as 'cpu')).rejects.toThrow(RangeError);
    await expect(useBackend('auto')).rejects.toThrow('model must be a tf.LayersModel, got undefined');
  });
});

describe('useBackend() believes TensorFlow.js', () => {
  test('where tf.setBackend has changed the backend behind its back', async () => {
    await useBackend('wasm');
    await tf.setBackend('cpu');
    expect(await tf.backendReport()).toEqual({ backend: 'cpu', reason: 'tf.setBackend asks for it' });
    const report = await useBackend('wasm');
    expect([report.backend, tf.getBackend()]).toEqual(['wasm', 'wasm']);
    await tf.setBackend('cpu');
    expect((await useBackend('auto', net(2))).backend).toBe('wasm');
    expect(tf.getBackend()).toBe('wasm');
  });
});

test('a change of the backend there and back leaves one way to save to a folder and to load from it', async () => {
  for (const backend of ['cpu', 'wasm', 'tensorflow', 'wasm', 'cpu', own] as const) {
    await useBackend(backend).catch(() => undefined); // native TensorFlow may be missing
    expect(tf.io.getSaveHandlers('file:///nowhere')).toHaveLength(1);
    expect(tf.io.getLoadHandlers('file:///nowhere')).toHaveLength(1);
  }
});

describe('on WebAssembly', () => {
  const gather = () => {
    const table = tf.variable(tf.ones([5, 2]));
    const loss = () => tf.sum(tf.square(tf.gather(table, tf.tensor1d([1, 1, 3], 'int32')))) as tf.Scalar;
    try {
      adam(0.1).minimize(loss, false, [table]);
      return Array.from(table.dataSync());
    } finally {
      table.dispose();
    }
  };
  const embedding = async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.embedding({ inputDim: 4, outputDim: 2, inputLength: 3 }),
        tf.layers.flatten(),
        new BayesLinear({ units: 1, inputDim: 6 }),
      ],
    });
    model.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });
    const { history } = await model.fit(tf.ones([4, 3]), tf.ones([4, 1]), { epochs: 1, verbose: 0 });
    return history.loss;
  };
  const conv2d = async () => {
    const model = tf.sequential({
      layers: [
        tf.layers.conv2d({ filters: 2, kernelSize: 2, inputShape: [4, 4, 1] }),
        tf.layers.flatten(),
        new BayesLinear({ units: 1, inputDim: 18 }),
      ],
    });
    model.compile({ optimizer: adam(0.1), loss: 'meanSquaredError' });
    const { history } = await model.fit(tf.ones([4, 4, 4, 1]), tf.ones([4, 1]), { epochs: 1, verbose: 0 });
    return history.loss;
  };

  test.each<[string, () => unknown, string]>([
    ['tf.gather in a loss', gather, 'UnsortedSegmentSum'],
    ['an embedding', embedding, 'UnsortedSegmentSum'],
    ['conv2d', conv2d, 'Conv2DBackpropFilter'],
  ])('%s says how it can be trained, and can be then', async (_what, train, kernel) => {
    await useBackend('wasm');
    await expect((async () => train())()).rejects.toThrow(
      new Error(
        `Cannot run ${kernel}: the backend wasm does not have it; call \`await useBackend('tensorflow')\` before the training loop (or 'cpu', where native TensorFlow is missing)`,
      ),
    );
    await useBackend('cpu');
    expect(await train()).toBeDefined();
  });

  test('a full memory is an error before anything is overwritten, and all goes on once some of it is free', async () => {
    await useBackend('wasm');
    const backend = tf.backend();
    const one = tf.tensor1d([1, 2, 3]);
    const full =
      /^Cannot go on: the memory of WebAssembly is full; dispose the tensors .*, or call `await useBackend\('tensorflow'\)` before the training loop$/;
    const taken: object[] = [];
    const fill = (numbers: number) => {
      for (;;) taken.push(backend.write(null as never, [numbers], 'float32')); // unwritten, so that it takes no real memory
    };
    expect(() => fill(2 ** 26)).toThrow(full);
    expect(() => fill(2 ** 16)).toThrow(full);
    expect(() => tf.ones([2 ** 17])).toThrow(full);
    expect(() => tf.matMul(tf.ones([300, 300]), tf.ones([300, 300]))).toThrow(full);
    // From the end: what is computed next lies beyond 2 GB, where the allocator's addresses come as negative numbers.
    for (const dataId of taken.slice(-300)) backend.disposeData(dataId);
    const high = new BayesLinear({ units: 500, inputDim: 500, seed: 1 });
    expect((high.apply(tf.ones([7, 500])) as tf.Tensor).dataSync().every(Number.isFinite)).toBe(true);
    expect(high.klLoss().dataSync()[0]).toBeGreaterThan(0);
    high.dispose();
    for (const dataId of taken) backend.disposeData(dataId);
    expect(Array.from(tf.add(one, 1).dataSync())).toEqual([2, 3, 4]);
    const layer = new BayesLinear({ units: 300, inputDim: 300, seed: 1 });
    expect((layer.apply(tf.ones([7, 300])) as tf.Tensor).dataSync().every(Number.isFinite)).toBe(true);
  });
});
