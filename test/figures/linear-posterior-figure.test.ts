import { afterEach, describe, expect, test } from 'vitest';
import { linearPosteriorFigure } from '../../lib/figures/linear-posterior-figure';
import { setLanguage } from '../../lib/language';
import oracles from '../oracles.json';
import { linear } from './lecture-samples';

afterEach(() => setLanguage('pl'));

interface Trace {
  name?: string;
  mode: string;
  x: number[];
  y: number[];
  line: { dash: string };
}
const oracle = oracles.exact_linear_regression;
const [w, b] = oracle.posterior_mean as [number, number];
const at = (x: number) => w * x + b;
const [exact, meanField] = [0, 1].map((kind) =>
  (['-3', '3'] as const).map((x) => oracle.f_sd_exact_vs_mean_field[x][kind] as number),
) as [number[], number[]];

describe('linearPosteriorFigure()', () => {
  test('draws the line and both bands of three standard deviations, the mean-field one with dashed edges', () => {
    const traces = linearPosteriorFigure(linear).data as unknown as Trace[];
    const [exactLow, exactHigh, fieldLow, fieldHigh, line] = traces as [Trace, Trace, Trace, Trace, Trace];
    for (const [side, x] of [-3, 3].entries()) {
      expect(line.y[side]).toBeCloseTo(at(x), 2);
      expect(exactHigh.y[side]).toBeCloseTo(at(x) + 3 * (exact[side] as number), 2);
      expect(exactLow.y[side]).toBeCloseTo(at(x) - 3 * (exact[side] as number), 2);
      expect(fieldHigh.y[side]).toBeCloseTo(at(x) + 3 * (meanField[side] as number), 2);
      expect(fieldLow.y[side]).toBeCloseTo(at(x) - 3 * (meanField[side] as number), 2);
    }
    expect([fieldLow.line.dash, fieldHigh.line.dash]).toEqual(['dash', 'dash']);
    expect(traces[5]).toMatchObject({ mode: 'markers', x: oracle.x, y: oracle.y });
  });

  test.each([
    ['pl', ['dokładny, ±3 odch. std.', 'mean field, ±3 odch. std.', 'średnia', 'dane'], '-3,0 0,791 i 0,647'],
    ['en', ['exact, ±3 sd', 'mean field, ±3 sd', 'mean', 'data'], '-3.0 0.791 and 0.647'],
  ] as const)('speaks %s, with the spread at both ends', (language, names, numbers) => {
    setLanguage(language);
    const { data, alt } = linearPosteriorFigure(linear);
    const listed = data.filter((trace) => (trace as { showlegend?: boolean }).showlegend);
    expect(listed.map(({ name }) => name)).toEqual(names);
    expect(alt).toContain(numbers);
  });

  test.each([
    [{ exactSd: [1, -1] }, RangeError, 'exactSd must be at least 0, got -1 at 1'],
    [{ meanFieldSd: [1] }, TypeError, 'meanFieldSd must hold 2 values, got 1'],
    [{ mean: [1] }, TypeError, 'mean must hold 2 values, got 1'],
    [{ x: [1] }, TypeError, 'x must hold at least 2 values, got 1'],
    [{ data: { x: [1, 2], y: [1] } }, TypeError, 'data.y must hold 2 values, got 1'],
  ])('refuses %j', (wrong, kind, message) => {
    const draw = () => linearPosteriorFigure({ ...linear, ...wrong });
    expect(draw).toThrow(kind);
    expect(draw).toThrow(`Cannot draw the linear posterior: ${message}`);
  });
});
