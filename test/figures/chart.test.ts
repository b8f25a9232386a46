import type { Layout } from 'plotly.js-dist';
import { expect, test } from 'vitest';
import { band, chart, line, points } from '../../lib/figures/chart';

const x = [0, 1, 2];

test('chart() lays bands, lines and points on titled axes in the order given', () => {
  const figure = chart({
    title: 'Prior',
    xTitle: 'x',
    yTitle: 'f(x)',
    alt: 'Three functions',
    traces: [
      band({ x, lower: [0, 0, 0], upper: [1, 1, 1], name: 'band' }),
      line({ x, y: [0, 1, 4], name: 'line' }),
      points({ x, y: [1, 2, 3] }),
    ],
    yRange: [-1, 5],
  });
  expect(figure.data.map((trace) => ('showlegend' in trace ? trace.showlegend : undefined))).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(figure.data[1]).toMatchObject({ fill: 'tonexty', y: [1, 1, 1], name: 'band' });
  expect(figure.layout).toMatchObject({
    height: 460,
    xaxis: { title: { text: 'x' } },
    yaxis: { title: { text: 'f(x)' }, range: [-1, 5] },
  });
  expect(figure.alt).toBe('Three functions');
});

test('line(), points() and band() are drawn as their options say', () => {
  const dotted = line({ x, y: x, color: '#102030', width: 1, dash: 'dot', opacity: 0.5 });
  expect(dotted).toMatchObject({ line: { color: 'rgba(16, 32, 48, 0.5)', width: 1, dash: 'dot' } });
  const labels = ['a', 'b', 'c'];
  const named = points({ x, y: x, name: 'flowers', size: [1, 2, 3], symbol: 'square', labels });
  expect(named).toMatchObject({ name: 'flowers', showlegend: true, text: labels });
  expect(named).toMatchObject({ marker: { size: [1, 2, 3], symbol: 'square' } });
  const [lower, upper] = band({ x, lower: x, upper: [2, 3, 4], color: '#000000', dash: 'dash' });
  expect(lower).toMatchObject({ showlegend: false, line: { color: '#000000', width: 1.5, dash: 'dash' } });
  expect(upper).toMatchObject({ showlegend: false, fillcolor: 'rgba(0, 0, 0, 0.35)' });
});

test('chart() takes limits and a height', () => {
  const figure = chart({
    title: 't',
    xTitle: 'x',
    yTitle: 'y',
    alt: '',
    traces: [],
    xRange: [0, 2],
    height: 300,
  });
  expect(figure.layout).toMatchObject({ height: 300, xaxis: { range: [0, 2] } });
  expect(figure.layout.yaxis).not.toHaveProperty('range');
});

test.each([
  ['line', () => line({ x, y: [1, 2] }), 'y must hold 3 values, got 2'],
  ['points', () => points({ x: [1, Number.NaN, 2], y: x }), 'x must be finite, got NaN at 1'],
  ['band', () => band({ x, lower: x, upper: [1] }), 'y must hold 3 values, got 1'],
])('%s() refuses points that do not fit', (_, draw, message) => {
  expect(draw).toThrow(`Cannot draw the chart: ${message}`);
});

test('chart() breaks a long title on a narrow page, and makes room for its lines', () => {
  const titled = (title: string) => chart({ title, xTitle: 'x', yTitle: 'y', traces: [], alt: title }).layout;
  expect(titled('Twelve functions').meta).toBeUndefined();
  const { narrow } = titled('Averaging outputs and averaging parameters').meta as { narrow: Partial<Layout> };
  expect(narrow.annotations?.[0]?.text).toBe('<b>Averaging outputs and<br>averaging parameters</b>');
  expect(narrow.margin?.t).toBeGreaterThan(titled('Twelve functions').margin?.t as number);
});

test('the pointer shows titled numbers, one on a line: two in a row would be four where commas are decimal', () => {
  expect(line({ x, y: x })).toMatchObject({
    hovertemplate: '%{xaxis.title.text}: %{x}<br>%{yaxis.title.text}: %{y}<extra></extra>',
  });
  expect(points({ x, y: x, name: 'data' })).toMatchObject({
    hovertemplate: '%{xaxis.title.text}: %{x}<br>%{fullData.name}: %{y}<extra></extra>',
  });
  expect(points({ x, y: x, labels: ['a', 'b', 'c'] })).toMatchObject({
    hovertemplate: '%{text}<extra></extra>',
  });
});
