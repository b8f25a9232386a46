import { afterEach, describe, expect, test } from 'vitest';
import { priorFunctionsFigure } from '../../lib/figures/prior-functions-figure';
import { setLanguage } from '../../lib/language';
import { functions, truth, x } from './lecture-samples';

afterEach(() => setLanguage('pl'));

interface Trace {
  name?: string;
  y: number[];
  x0: number;
  dx: number;
  line: { dash: string };
}

describe('priorFunctionsFigure()', () => {
  test('draws every function over x, and the dashed sine, between -2 and 2', () => {
    const { data, layout } = priorFunctionsFigure({ x, functions, truth });
    const traces = data as unknown as Trace[];
    expect(traces).toHaveLength(13);
    traces.slice(0, 12).forEach(({ x0, dx, y }, k) => {
      expect(y[340]).toBeCloseTo(((k - 5.5) / 55) * 3.4, 2.9);
      expect(x0 + 340 * dx).toBeCloseTo(3.4, 6);
    });
    expect(traces.filter(({ name }) => name)).toMatchObject([{ name: 'sin(x)', line: { dash: 'dash' } }]);
    expect(layout).toMatchObject({ yaxis: { range: [-2, 2] } });
  });

  test.each([
    ['pl', 'Funkcje z rozkładu a priori: 12', 'między -0,34 a 0,34'],
    ['en', 'Functions from the prior: 12', 'between -0.34 and 0.34'],
  ] as const)('says in %s how many functions there are, and where they lie', (language, title, reach) => {
    setLanguage(language);
    const { layout, alt } = priorFunctionsFigure({ x, functions, truth });
    expect(layout.annotations?.[0]?.text).toBe(`<b>${title}</b>`);
    expect(alt).toContain(reach);
  });

  test.each([
    [{ x: [1] }, TypeError, 'x must hold at least 2 values, got 1'],
    [{ functions: [[1, 2]] }, TypeError, 'functions must have 341 columns, one for each x, got 2'],
    [{ truth: [1] }, TypeError, 'truth must hold 341 values, got 1'],
    [{ truth: x.map(() => Number.NaN) }, RangeError, 'truth must be finite, got NaN at 0'],
  ])('refuses %o', (wrong, kind, message) => {
    const draw = () => priorFunctionsFigure({ x, functions, truth, ...wrong });
    expect(draw).toThrow(kind);
    expect(draw).toThrow(`Cannot draw the functions from the prior: ${message}`);
  });
});
