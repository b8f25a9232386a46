import { beforeAll, beforeEach, expect, test } from 'vitest';
import { BayesLinear } from '../../lib/bayes-linear';
import { irisDrawPlots } from '../../lib/display/iris-draw-plots';
import { LiveFigure } from '../../lib/display/live-figure';
import { plotPredictions } from '../../lib/display/plot-predictions';
import { plotlyMime } from '../../lib/figures/figure';
import { setSeed } from '../../lib/random';
import * as tf from '../../lib/tensorflow';
import { displayedBy } from './display-hook';

let model: tf.Sequential;
beforeAll(async () => {
  await tf.ready();
  model = tf.sequential({
    layers: [
      new BayesLinear({ units: 8, inputDim: 1, priorMu: 0, priorSigma: 0.1 }),
      tf.layers.reLU(),
      new BayesLinear({ units: 1, inputDim: 8, priorMu: 0, priorSigma: 0.1 }),
    ],
  });
});
beforeEach(() => setSeed(42));

const data = { x: [-3, 0, 3], y: [0, 0, 0] };
interface Trace {
  name: string;
  y: number[];
}
const functions = (figure: { data: unknown[] }) =>
  (figure.data as Trace[]).filter((trace) => /funkcje/.test(trace.name)).map((trace) => trace.y);

test('plotPredictions() shows the figure that it returns, with its alternative text', () => {
  let figure: ReturnType<typeof plotPredictions> | undefined;
  const displayed = displayedBy(() => {
    figure = plotPredictions(model, data);
  });
  expect(displayed).toHaveLength(1);
  expect(displayed[0]?.update).toBe(false);
  expect(displayed[0]?.data).toMatchObject({
    [plotlyMime]: { data: JSON.parse(JSON.stringify(figure?.data)), config: { responsive: true } },
    'text/plain': figure?.alt,
  });
});

test('plotPredictions() samples whole functions: one draw of the weights each, continuous over the grid', () => {
  const drawn = functions(plotPredictions(model, { ...data, numSamples: 12 }));
  expect(drawn).toHaveLength(12);
  expect(new Set(drawn.map((y) => y.join())).size).toBe(12);
  // A net of 8 ReLU is piecewise linear: 9 pieces at most. Steps of 32 points, as model.predict draws, would have 22.
  for (const y of drawn)
    for (const [i, value] of y.entries())
      if (i > 0) expect(Math.abs(value - (y[i - 1] as number))).toBeLessThan(0.05);
});

test('plotPredictions() repeats under the same seed', () => {
  const first = plotPredictions(model, data);
  setSeed(42);
  expect(plotPredictions(model, data)).toEqual(first);
});

test('plotPredictions() leaves no tensor behind', () => {
  plotPredictions(model, data);
  const before = tf.memory().numTensors;
  for (let i = 0; i < 5; i++) plotPredictions(model, data);
  expect(tf.memory().numTensors).toBe(before);
});

test('plotPredictions() with a live figure redraws it in place and shows no other', () => {
  const live = new LiveFigure({ steps: 4 });
  const displayed = displayedBy(() => {
    live.record(0, 1);
    plotPredictions(model, { ...data, live });
    live.record(1, 0.5);
  });
  expect(displayed.map(({ update }) => update)).toEqual([false, true, true]);
  expect(new Set(displayed.map(({ id }) => id)).size).toBe(1);
  expect(JSON.stringify(displayed[2]?.data)).toContain('pasmo predykcyjne'); // the prediction stays
});

test.each([[1], [0], [2.5]])('plotPredictions() refuses %d samples', (numSamples) => {
  expect(() => plotPredictions(model, { ...data, numSamples })).toThrow(
    new RangeError(
      `Cannot draw the predictions: numSamples must be an integer of at least 2, got ${numSamples}`,
    ),
  );
});

test('plotPredictions() refuses a model with two outputs', () => {
  const wide = tf.sequential({
    layers: [new BayesLinear({ units: 2, inputDim: 1, priorMu: 0, priorSigma: 1 })],
  });
  const before = tf.memory().numTensors;
  expect(() => plotPredictions(wide, data)).toThrow(
    new TypeError(
      'Cannot draw the predictions: the model must give one output for one input, got shape [700,2]',
    ),
  );
  expect(tf.memory().numTensors).toBe(before);
});

test('irisDrawPlots() shows the figure that it returns', () => {
  const displayed = displayedBy(() => {
    const figure = irisDrawPlots([[5.1, 3.5]], [0], [0]);
    expect(figure.data).toHaveLength(6);
  });
  expect(displayed.map(({ update, id }) => [update, id])).toEqual([[false, undefined]]);
  expect(displayed[0]?.data['text/plain']).toMatch(/Trafnych 1 z 1/);
});

test('plotPredictions() says what it lacks without options', () => {
  expect(() => plotPredictions(model, undefined as unknown as typeof data)).toThrow(
    new TypeError('Cannot draw the predictions: options must be an object such as { x, y }, got undefined'),
  );
});

test('plotPredictions() takes the columns [n, 1] that a net is trained on', () => {
  const column = (values: readonly number[]) => tf.tensor2d([...values], [values.length, 1]);
  const drawn = (of: Parameters<typeof plotPredictions>[1]) => {
    setSeed(3);
    return plotPredictions(model, of).data;
  };
  const [x, y] = [
    [0, 1, 2],
    [0.5, 0.25, -1],
  ];
  expect(drawn({ x: column(x!), y: Float32Array.from(y!) })).toEqual(drawn({ x: x!, y: y! }));
});
