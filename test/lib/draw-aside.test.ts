import {
  adam,
  BayesLinear,
  checkExercise,
  LiveFigure,
  plotPredictions,
  randomNormal,
  sampleWeights,
  setLanguage,
  setSeed,
  tf,
} from 'bayes-notebooks';
import { beforeAll, describe, expect, test } from 'vitest';
import { asideNow, drawAside } from '../../lib/draw-aside';
import { figureStream, libraryStream } from '../../lib/random';
import { RandomState } from '../../lib/random-state';
import oracles from '../oracles.json';

beforeAll(() => setLanguage('pl'));

const data = { x: [-1, 0, 1], y: [0.5, 0, -0.5] };
const numbers = (tensor: tf.Tensor): number[] => Array.from(tensor.dataSync());
const model = (seed?: number): tf.Sequential =>
  tf.sequential({
    layers: [
      new BayesLinear({ units: 4, inputDim: 1, ...(seed !== undefined && { seed }) }),
      tf.layers.reLU(),
      new BayesLinear({ units: 1, inputDim: 4, ...(seed !== undefined && { seed: seed + 1 }) }),
    ],
  });
const output = (net: tf.LayersModel): number[] => numbers(net.apply(tf.tensor2d([[1], [2]])) as tf.Tensor);
const functionsOf = (figure: { data: unknown[] }): string[] =>
  (figure.data as { legendgroup?: string; y: number[] }[])
    .filter(({ legendgroup }) => legendgroup === 'sampled')
    .map(({ y }) => y.join());

/** What `numpy.random.RandomState(42).randn` gives first: what comes after setSeed(42) where nothing was drawn. */
const expectUntouched = (): void =>
  numbers(randomNormal([3])).forEach((z, i) =>
    expect(z).toBeCloseTo(oracles.numpy_random_state_42.randn[i] as number, 6),
  );

describe('the stream of setSeed() is not moved', () => {
  test('by checkExercise(), whose layers start at random', async () => {
    setSeed(42);
    await checkExercise('exercise-1', (net: tf.LayersModel) => (net.layers[1] as BayesLinear).klLoss());
    expectUntouched();
  });

  test('by an answer that draws, samples, seeds and then fails', async () => {
    setSeed(42);
    const drawn: number[][] = [];
    const answer = (net: tf.LayersModel): void => {
      drawn.push(numbers(randomNormal([5])));
      sampleWeights(net);
      setSeed(7);
      randomNormal([9]);
      throw new Error('not yet');
    };
    await checkExercise('exercise-1', answer);
    expectUntouched();
    expect(new Set(drawn.map(String)).size).toBeGreaterThan(1); // a check's calls draw on, as anywhere
    const first = drawn.splice(0);
    await checkExercise('exercise-1', answer);
    expect(drawn).toEqual(first); // and the same check has the same verdict
  });

  test('by plotPredictions(), with a live figure or without', () => {
    const net = model();
    setSeed(42);
    plotPredictions(net, data);
    plotPredictions(net, { ...data, live: new LiveFigure({ steps: 2 }) });
    expectUntouched();
  });
});

describe('a figure more or less changes no number', () => {
  /** Losses of a small training, with a figure after every other step or with none. */
  function losses(figures: boolean): number[] {
    setSeed(3);
    const net = model();
    const optimizer = adam(0.05);
    const x = tf.tensor2d(data.x, [3, 1]);
    const y = tf.tensor2d(data.y, [3, 1]);
    return Array.from({ length: 8 }, (_, step) => {
      const loss = optimizer.minimize(
        () => tf.losses.meanSquaredError(y, net.apply(x) as tf.Tensor) as tf.Scalar,
        true,
      );
      if (figures && step % 2 === 0) plotPredictions(net, data);
      return numbers(loss as tf.Scalar)[0] as number;
    });
  }

  test('of a training', () => {
    expect(losses(true)).toEqual(losses(false));
  });

  test('of layers with a seed of their own', () => {
    const [shown, plain] = [model(5), model(5)];
    plotPredictions(shown, data);
    expect(output(shown)).toEqual(output(plain));
  });

  test('that freeze() keeps', () => {
    const net = model();
    const before = output(net);
    plotPredictions(net, data);
    for (const layer of net.layers) if (layer instanceof BayesLinear) layer.freeze();
    expect(output(net)).toEqual(before);
  });

  test('that a frozen layer has yet to draw, though the figure shows one function only', () => {
    const [shown, plain] = [true, false].map((figure) => {
      setSeed(8);
      const net = model();
      for (const layer of net.layers) if (layer instanceof BayesLinear) layer.freeze();
      if (figure) expect(new Set(functionsOf(plotPredictions(net, data))).size).toBe(1);
      return output(net);
    });
    expect(shown).toEqual(plain);
  });
});

test('figures repeat under the same seed and differ from each other within a run', () => {
  const net = model();
  const two = () => {
    setSeed(42);
    return [plotPredictions(net, data), plotPredictions(net, data)].map((figure) =>
      functionsOf(figure).join(';'),
    );
  };
  const [first, second] = two();
  expect(second).not.toBe(first);
  expect(two()).toEqual([first, second]);
});

test.each([0, 42, 0x9e3779b9, 0xffffffff])(
  'under seed %i, figures and the rest draw independently',
  (seed) => {
    setSeed(seed);
    const n = 100_000;
    const [figures, rest] = [figureStream().normals(n), libraryStream().normals(n)];
    const mean = figures.reduce((sum, z, i) => sum + z * (rest[i] as number), 0) / n;
    expect(Math.abs(mean)).toBeLessThan(5 / Math.sqrt(n)); // five standard errors of a mean of products
  },
);

describe('drawAside()', () => {
  test('draws from the given stream, which moves on, and returns what came out', () => {
    const stream = new RandomState(1);
    const drawn = [1, 2].map(() => drawAside(stream, () => libraryStream().normal()));
    const same = new RandomState(1);
    expect(drawn).toEqual([same.normal(), same.normal()]);
  });

  test('goes back to the stream around it, also after an error', () => {
    const outer = new RandomState(1);
    drawAside(outer, () => {
      expect(() =>
        drawAside(new RandomState(2), () => {
          throw new Error('within');
        }),
      ).toThrow('within');
      expect(libraryStream()).toBe(outer);
    });
    expect(asideNow()).toBeUndefined();
  });
});
