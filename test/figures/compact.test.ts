import { expect, test } from 'vitest';
import { band, line } from '../../lib/figures/chart';
import { compact } from '../../lib/figures/compact';

const float32 = Array.from(new Float32Array(Array.from({ length: 341 }, (_, i) => -3.4 + i / 50)));

test('compact() writes an evenly spaced x, even of float32, as start and step, and y in thousandths', () => {
  const [curve] = compact([line({ x: float32, y: float32.map(Math.sin), name: 'sine' })], float32) as [
    { x0: number; dx: number; y: number[] },
  ];
  expect(curve).not.toHaveProperty('x');
  float32.forEach((value, i) => {
    expect(curve.x0 + curve.dx * i).toBeCloseTo(value, 4);
    expect(curve.y[i]).toBeCloseTo(Math.sin(value), 2.9);
  });
  expect(JSON.stringify(curve.y).length / 341).toBeLessThan(7.5);
});

test.each([[[0, 1, 4]], [[2, 2, 2]]])('compact() keeps the x %j, which has no step', (x) => {
  expect(compact([line({ x, y: x })], x)).toMatchObject([{ x, y: x }]);
});

test('compact() keeps how the traces look', () => {
  const x = [0, 1, 2];
  const traces = band({ x, lower: x, upper: [3, 4, 5], name: 'band', dash: 'dash' });
  const [lower, upper] = compact(traces, x);
  expect(lower).toMatchObject({ line: { dash: 'dash', simplify: false }, showlegend: false });
  expect(upper).toMatchObject({ fill: 'tonexty', name: 'band', x0: 0, dx: 1, y: [3, 4, 5] });
});
