import { type Adam, adam, BayesLinear, setSeed, tf, trainableVariables } from 'bayes-notebooks';
import { afterEach, describe, expect, test } from 'vitest';
import adamStories from '../adam-stories.json';
import { distance, scattered } from './agreement';

interface Phase {
  steps: number;
  train: string[];
  reload: boolean;
  end?: Record<string, tf.TensorLike>;
}
interface Story {
  name: string;
  variables: Record<string, { start: tf.TensorLike; target: tf.TensorLike; curvature: number }>;
  phases: Phase[];
}
const { learningRate, beta1, beta2, epsilon } = adamStories;
const stories = adamStories.stories as unknown as Story[];
const make = () => adam(learningRate, beta1, beta2, epsilon);

/** How a phase says what it trains: the list of variables of each step. */
const ways = {
  'by the list of variables': (trained: tf.Variable[]) => trained,
  'by trainable = false': (_trained: tf.Variable[], all: tf.Variable[]) => all,
  'by the loss alone': () => undefined,
};

async function afterReload(optimizer: Adam): Promise<Adam> {
  const next = make();
  await next.setWeights(await optimizer.getWeights());
  expect(next.getConfig()).toEqual(optimizer.getConfig());
  expect(next.iterations).toBe(optimizer.iterations);
  optimizer.dispose();
  return next;
}

const made: tf.Variable[] = [];
const keep = (variable: tf.Variable): tf.Variable => {
  made.push(variable);
  return variable;
};
afterEach(() => tf.dispose(made.splice(0)));

describe('adam() takes variables where torch.optim.Adam takes them (adam-stories.py), chosen', () => {
  for (const [way, listOf] of Object.entries(ways)) {
    test.each(stories)(`${way}: $name`, async ({ variables, phases }) => {
      const names = Object.keys(variables);
      const values = Object.fromEntries(
        names.map((name) => [
          name,
          keep(tf.variable(tf.tensor(variables[name]!.start, undefined, 'float32'))),
        ]),
      );
      const targets = Object.fromEntries(names.map((name) => [name, tf.tensor(variables[name]!.target)]));
      let optimizer = make();
      for (const { steps, train, reload, end } of phases) {
        if (reload) optimizer = await afterReload(optimizer);
        for (const name of names) values[name]!.trainable = train.includes(name);
        const list = listOf(
          train.map((name) => values[name]!),
          Object.values(values),
        );
        const loss = () =>
          tf.addN(
            train.map((name) =>
              tf.mul(variables[name]!.curvature, tf.sum(tf.squaredDifference(values[name]!, targets[name]!))),
            ),
          ) as tf.Scalar;
        for (let step = 0; step < steps; step++) optimizer.minimize(loss, false, list);
        for (const [name, value] of Object.entries(end ?? {})) {
          const off = tf.max(tf.abs(tf.sub(values[name]!, tf.tensor(value)))).dataSync()[0];
          expect(off, `${name} after ${optimizer.iterations} steps`).toBeLessThan(1e-5);
        }
      }
      expect(optimizer.iterations).toBe(phases.reduce((sum, { steps }) => sum + steps, 0));
      optimizer.dispose();
    });
  }
});

describe('the moments of adam()', () => {
  const pair = () => [keep(scattered([3], 2, 1).variable()), keep(scattered([2, 2], 2, 2).variable())];
  const loss = (variables: tf.Variable[]) => () =>
    tf.addN(variables.map((variable) => tf.sum(tf.square(tf.sub(variable, 1))))) as tf.Scalar;
  const steps = (optimizer: tf.Optimizer, variables: tf.Variable[], count: number) => {
    for (let step = 0; step < count; step++) optimizer.minimize(loss(variables), false, variables);
  };

  test('are freed with their variable, and a new one of its name starts anew', () => {
    const optimizer = adam(0.1);
    const make = () => tf.tidy(() => tf.variable(tf.tensor1d([1, 1]), true, 'of-this-name'));
    const step = ({ name }: tf.Variable, by: number) =>
      tf.tidy(() => optimizer.applyGradients([{ name, tensor: tf.tensor1d([by, by]) }]));
    const first = make();
    step(first, 5);
    const before = tf.memory().numTensors;
    first.dispose();
    const second = keep(make());
    step(second, -0.01);
    expect(second.dataSync()[0]).toBeCloseTo(1.1, 4); // the first step of Adam has the length of the learning rate
    expect(tf.memory().numTensors).toBe(before);
    optimizer.dispose();
  });

  test('go by the order to variables of other names, as when a model is loaded beside the one that was saved', async () => {
    const [trained, straight] = [pair(), pair()];
    const saving = adam(0.1);
    steps(saving, trained, 7);
    steps(saving, [trained[1]!], 2); // so that the counts of steps differ
    const loaded = trained.map((variable) => keep(tf.variable(tf.clone(variable))));
    const going = adam(0.1);
    await going.setWeights(await saving.getWeights());
    const again = adam(0.1);
    await again.setWeights(await going.getWeights()); // not used in between: handed on as they are
    steps(again, loaded, 20);
    const straightOn = adam(0.1);
    steps(straightOn, straight, 7);
    steps(straightOn, [straight[1]!], 2);
    steps(straightOn, straight, 20);
    loaded.forEach((variable, i) => expect(distance(variable, straight[i]!)).toBeLessThan(1e-5));
  });

  test('of which some variables have made fewer steps can be loaded by tf.train.adam too', async () => {
    const variables = pair();
    const optimizer = adam(0.1);
    steps(optimizer, variables, 3);
    steps(optimizer, [variables[1]!], 2);
    const peer = tf.train.adam(0.1);
    const saved = await optimizer.getWeights();
    expect(saved.map(({ name }) => name.replace(/^.*\//, ''))).toEqual(['iter', 'm', 'm', 'v', 'v', 'steps']);
    await peer.setWeights(saved.map(({ name, tensor }) => ({ name, tensor: tf.clone(tensor) })));
    steps(peer, variables, 1);
    for (const variable of variables) expect(variable.dataSync().every(Number.isFinite)).toBe(true);
  });

  test('are kept by model.save and tf.loadLayersModel: training goes on as if there had been no pause', async () => {
    setSeed(3);
    const model = tf.sequential({
      layers: [new BayesLinear({ units: 2, inputDim: 3 }), tf.layers.dense({ units: 1 })],
    });
    (model.layers[0] as BayesLinear).freeze();
    for (const layer of model.layers)
      layer.setWeights(layer.getWeights().map((w, i) => scattered(w.shape, 1, i)));
    model.layers[0]!.trainable = false; // the dense layer alone makes the first steps
    const [x, y] = [scattered([16, 3], 2, 1), scattered([16, 1], 2, 2)];
    const compile = (of: tf.LayersModel, optimizer: tf.Optimizer) =>
      of.compile({ optimizer, loss: 'meanSquaredError' });
    const losses = async (of: tf.LayersModel, epochs: number) => {
      const { history } = await of.fit(x, y, { epochs, batchSize: 16, shuffle: false, verbose: 0 });
      return history.loss as number[];
    };
    // Without noise, so that both go one way: sigma is next to nothing.
    const [mu, , biasMu] = model.layers[0]!.getWeights() as [tf.Tensor, tf.Tensor, tf.Tensor];
    model.layers[0]!.setWeights([mu, tf.fill(mu.shape, -30), biasMu, tf.fill(biasMu.shape, -30)]);
    compile(model, adam(0.05));
    await losses(model, 10);
    model.layers[0]!.trainable = true;
    compile(model, model.optimizer);
    await losses(model, 10);
    let artifacts: tf.io.ModelArtifacts | undefined;
    const handler = tf.io.withSaveHandler(async (saved) => {
      artifacts = saved;
      return { modelArtifactsInfo: { dateSaved: new Date(), modelTopologyType: 'JSON' } };
    });
    await model.save(handler, { includeOptimizer: true });
    const loaded = await tf.loadLayersModel(tf.io.fromMemory(artifacts!));
    expect(loaded.optimizer.getConfig()).toEqual(model.optimizer.getConfig());
    expect(loaded.optimizer.getClassName()).toBe('BayesAdam');
    const [straight, after] = [await losses(model, 15), await losses(loaded, 15)];
    after.forEach((value, epoch) => expect(value).toBeCloseTo(straight[epoch]!, 5));
  });

  test('of others are refused, and what is no state of Adam', async () => {
    const [trained, other] = [pair(), keep(tf.variable(tf.ones([9])))];
    const saving = adam(0.1);
    steps(saving, trained, 2);
    const saved = await saving.getWeights();
    const optimizer = adam(0.1);
    await optimizer.setWeights(saved);
    expect(() => steps(optimizer, [other], 1)).toThrow(RangeError);
    expect(() => steps(optimizer, [other], 1)).toThrow(
      `Cannot load the state of Adam: it must be that of the variables ${trained[0]!.name}, ${trained[1]!.name}, got a step of ${other.name} [9]`,
    );
    await expect(optimizer.setWeights(saved.slice(0, 4))).rejects.toThrow(
      'Cannot load the state of Adam: it must be means and as many squares of the same shapes, got ',
    );
    await expect(optimizer.setWeights(saved.slice(0, 4))).rejects.toThrow(TypeError);
  });

  test('of a variable that is listed twice make one step', () => {
    const [once, twice] = [pair(), pair()];
    const [ours, theirs] = [adam(0.1), adam(0.1)];
    for (let step = 0; step < 5; step++) {
      ours.minimize(loss(twice), false, [...twice, twice[0]!]);
      theirs.minimize(loss(once), false, once);
    }
    twice.forEach((variable, i) => expect(distance(variable, once[i]!)).toBeLessThan(1e-6));
  });
});

describe('adam()', () => {
  test('takes another learning rate in the middle of training', () => {
    const variable = keep(tf.variable(tf.scalar(1)));
    const optimizer = adam(0.1);
    const step = () => optimizer.applyGradients({ [variable.name]: tf.scalar(2) as tf.Variable });
    step();
    optimizer.learningRate = 0.01;
    expect(optimizer.learningRate).toBe(0.01);
    expect(optimizer.getConfig().learningRate).toBe(0.01);
    step(); // of equal gradients each step of Adam has the length of the learning rate
    expect(variable.dataSync()[0]).toBeCloseTo(0.89, 5);
    for (const wrong of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '1' as unknown as number]) {
      const change = () => {
        optimizer.learningRate = wrong;
      };
      expect(change).toThrow(
        new RangeError(
          `Cannot change the learning rate: learningRate must be a finite number above 0, got ${wrong}`,
        ),
      );
    }
  });

  const freezing = (layer: BayesLinear) => {
    const variables = trainableVariables(layer);
    layer.trainable = false;
    return variables;
  };

  test.each<[string, (layer: BayesLinear) => unknown, string]>([
    ["a layer's weights", (layer) => layer.trainableWeights, 'LayerVariable'],
    ['tensors', () => [tf.scalar(1)], 'Tensor'],
    ['nothing', () => [undefined], 'undefined'],
    ['one variable', () => keep(tf.variable(tf.scalar(1))), 'Variable'],
  ])(
    'refuses %s as the list of variables, as tf.train.adam does, and says what to pass',
    (_what, listOf, got) => {
      const layer = new BayesLinear({ units: 1, inputDim: 1 });
      const before = layer.getWeights().map((weight) => weight.dataSync()[0]);
      const list = listOf(layer) as tf.Variable[];
      expect(() => tf.train.adam().minimize(() => layer.klLoss(), false, list)).toThrow();
      expect(() => adam().minimize(() => layer.klLoss(), false, list)).toThrow(
        new TypeError(
          `Cannot minimize the loss: varList must be an array of tf.Variable, such as trainableVariables(model), got ${got}`,
        ),
      );
      expect(layer.getWeights().map((weight) => weight.dataSync()[0])).toEqual(before);
      layer.dispose();
    },
  );

  test.each<[string, (layer: BayesLinear) => tf.Variable[], string]>([
    ['an empty list', () => [], 'no variable'],
    ['the variables of a model without weights', () => trainableVariables(tf.layers.reLU()), 'no variable'],
    ['variables that are not trainable', freezing, 'variables that are not trainable'],
  ])('refuses %s, as tf.train.adam does, and says where there are others', (_what, listOf, got) => {
    const layer = new BayesLinear({ units: 1, inputDim: 1 });
    const list = listOf(layer);
    expect(() => tf.train.adam().minimize(() => layer.klLoss(), false, list)).toThrow();
    expect(() => adam().minimize(() => layer.klLoss(), false, list)).toThrow(
      new RangeError(
        `Cannot minimize the loss: there must be a trainable variable, as in trainableVariables(model) of a model whose layers have weights and are trainable, got ${got}`,
      ),
    );
    layer.dispose();
  });

  test('says of a layer that is built inside the loss that its first step would miss it', () => {
    const built = new BayesLinear({ units: 1, inputDim: 2 });
    const late = new BayesLinear({ units: 2 });
    const lateLoss = () =>
      tf.sum(tf.square(built.apply(late.apply(tf.ones([4, 3]))) as tf.Tensor)) as tf.Scalar;
    const optimizer = adam(0.1);
    expect(() => optimizer.minimize(lateLoss)).toThrow(
      /^Cannot minimize the loss: it makes the variable .*weightMu, which this step could not train: give its layer inputDim, or apply it to data once before the first step$/,
    );
    const before = late.getWeights()[0]!.dataSync().slice();
    optimizer.minimize(lateLoss); // built by now
    expect(late.getWeights()[0]!.dataSync()).not.toEqual(before);
    built.dispose();
    late.dispose();
  });

  test('refuses gradients of other shapes and of no variable', () => {
    const variable = keep(tf.variable(tf.ones([3])));
    const optimizer = adam();
    expect(() => optimizer.applyGradients([{ name: variable.name, tensor: tf.ones([1]) }])).toThrow(
      new TypeError(`Cannot apply the gradients: that of ${variable.name} must have the shape [3], got [1]`),
    );
    expect(() => optimizer.applyGradients([{ name: 'of nobody', tensor: tf.ones([1]) }])).toThrow(
      new RangeError('Cannot apply the gradients: there must be a variable of nobody, got none'),
    );
    expect(Array.from(variable.dataSync())).toEqual([1, 1, 1]);
  });
});
