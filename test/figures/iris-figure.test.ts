import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { irisFigure } from '../../lib/figures/iris-figure';
import { setLanguage } from '../../lib/language';
import * as tf from '../../lib/tensorflow';

beforeAll(() => tf.ready());
afterEach(() => setLanguage('pl'));

interface Trace {
  name: string;
  x: number[];
  y: number[];
  xaxis?: string;
  showlegend?: boolean;
  marker: { symbol: string; color: string };
}

const x = [
  [5.1, 3.5, 1.4, 0.2],
  [7.0, 3.2, 4.7, 1.4],
  [6.3, 3.3, 6.0, 2.5],
  [5.8, 2.7, 5.1, 1.9],
];
const y = [0, 1, 2, 2];
const predicted = [0, 1, 2, 1];
const traces = (figure: { data: unknown[] }) => figure.data as Trace[];

describe('irisFigure()', () => {
  test('draws the true species on the left and the predicted ones on the right', () => {
    const at = (panel: string | undefined) =>
      traces(irisFigure(x, y, predicted))
        .filter((trace) => trace.xaxis === panel && trace.name.startsWith('<i>'))
        .map((trace) => [trace.name, trace.x, trace.y]);
    expect(at(undefined)).toEqual([
      ['<i>Iris setosa</i>', [5.1], [3.5]],
      ['<i>Iris versicolor</i>', [7], [3.2]],
      ['<i>Iris virginica</i>', [6.3, 5.8], [3.3, 2.7]],
    ]);
    expect(at('x2')).toEqual([
      ['<i>Iris setosa</i>', [5.1], [3.5]],
      ['<i>Iris versicolor</i>', [7, 5.8], [3.2, 2.7]],
      ['<i>Iris virginica</i>', [6.3], [3.3]],
    ]);
  });

  test('rings the misclassified flowers, and only them', () => {
    const rings = traces(irisFigure(x, y, predicted)).filter(
      (trace) => trace.marker.symbol === 'circle-open',
    );
    expect(rings.map((ring) => [ring.name, ring.x, ring.y, ring.xaxis])).toEqual([
      ['błędnie sklasyfikowane (1)', [5.8], [2.7], 'x2'],
    ]);
    expect(traces(irisFigure(x, y, y)).some((trace) => trace.marker.symbol === 'circle-open')).toBe(false);
  });

  test('lists each species once and tells them apart by colour and by symbol', () => {
    const listed = traces(irisFigure(x, y, y)).filter((trace) => trace.showlegend);
    expect(listed).toHaveLength(3);
    expect(new Set(listed.map((trace) => trace.marker.color)).size).toBe(3);
    expect(new Set(listed.map((trace) => trace.marker.symbol)).size).toBe(3);
  });

  test('reads tensors as it reads arrays, and disposes none', () => {
    const given = [tf.tensor2d(x), tf.tensor1d(y, 'int32'), tf.tensor1d(predicted, 'int32')] as const;
    const before = tf.memory().numTensors;
    expect(irisFigure(...given)).toEqual(irisFigure(x, y, predicted));
    expect(tf.memory().numTensors).toBe(before);
    tf.dispose([...given]);
  });

  test.each([
    [
      'pl',
      'długość działki kielicha [cm]',
      'Dwa wykresy 4 irysów',
      'Trafnych 3 z 4 (75%)',
      'Przewidywanie: trafne 3/4',
    ],
    ['en', 'sepal length [cm]', 'Two plots of 4 irises', '3 of 4 right (75%)', 'Predicted: 3 of 4 right'],
  ] as const)('speaks %s in axes, titles and alternative text', (language, axis, opening, score, title) => {
    setLanguage(language);
    const { layout, alt } = irisFigure(x, y, predicted);
    expect(layout.xaxis).toMatchObject({ title: { text: axis } });
    expect(layout.xaxis2).toMatchObject({ title: { text: axis } });
    expect(alt).toContain(opening);
    expect(alt).toContain(score);
    expect(JSON.stringify(layout.annotations)).toContain(title);
  });

  test('does not call standardised features centimetres', () => {
    setLanguage('en');
    const standardised = x.map((row) => row.map((value, column) => value - (x[0] as number[])[column]!));
    const unit = (...given: Parameters<typeof irisFigure>) =>
      JSON.stringify(irisFigure(...given).layout.yaxis?.title).match(/\[(.*)\]/)?.[1];
    expect(unit(x, y, y)).toBe('cm');
    expect(unit(standardised, y, y)).toBe('standardised, in sd');
    expect(unit(x, y, y, { units: 'standardised' })).toBe('standardised, in sd');
  });

  test.each([
    [[[5.1], [4.9], [4.7], [5.0]], y, predicted, TypeError, 'x must have at least 2 columns'],
    [[1, 2, 3, 4], y, predicted, TypeError, 'got an array of single values'],
    [[], y, predicted, TypeError, 'x must be number[][]'],
    [x, [0, 1], predicted, TypeError, 'y must hold 4 values, got 2'],
    [x, y, [0, 1, 2, 3], RangeError, 'predicted must hold the classes 0, 1 and 2, got 3'],
    [x, y, [0, 1, 2, 0.5], RangeError, 'got 0.5'],
    [x, y, [0, 1, 2, 'virginica'], TypeError, 'predicted must hold numbers, got string at 3'],
    [[[5.1, Number.NaN], ...x.slice(1).map((row) => row.slice(0, 2))], y, y, RangeError, 'got NaN at 1'],
  ])('refuses x %j, y %j, predicted %j', (features, truth, guess, kind, message) => {
    const draw = () => irisFigure(features as number[][], truth, guess as number[]);
    expect(draw).toThrow(kind);
    expect(draw).toThrow(message);
    expect(draw).toThrow('Cannot draw the iris plots: ');
  });
});
