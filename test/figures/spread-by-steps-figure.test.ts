import { afterEach, describe, expect, test } from 'vitest';
import { spreadByStepsFigure } from '../../lib/figures/spread-by-steps-figure';
import { setLanguage } from '../../lib/language';
import { spreadBySteps } from './lecture-samples';

afterEach(() => setLanguage('pl'));

const curve = { name: 'a', steps: [1, 2], sd: [0.2, 0.1] };

describe('spreadByStepsFigure()', () => {
  test("draws one curve for each weight, apart by colour and symbol, and the exact value's dashed line", () => {
    const [exact, ...curves] = spreadByStepsFigure(spreadBySteps).data as unknown as {
      x: number[];
      y: number[];
      name: string;
      marker: { color: string; symbol: string };
    }[];
    expect(exact).toMatchObject({ x: [100, 5000], y: [0.041, 0.041], line: { dash: 'dash' } });
    expect(curves.map(({ name, x, y }) => ({ name, steps: x, sd: y }))).toEqual(spreadBySteps.curves);
    expect(new Set(curves.map(({ marker }) => marker.color)).size).toBe(3);
    expect(new Set(curves.map(({ marker }) => marker.symbol)).size).toBe(3);
  });

  test('has a logarithmic axis with round ticks that holds every value', () => {
    const { yaxis } = spreadByStepsFigure(spreadBySteps).layout as {
      yaxis: { type: string; range: [number, number]; tickvals: number[] };
    };
    expect(yaxis).toMatchObject({ type: 'log', tickvals: [0.005, 0.01, 0.02, 0.05, 0.1, 0.2] });
    expect(10 ** yaxis.range[0]).toBeLessThan(0.004);
    expect(10 ** yaxis.range[1]).toBeGreaterThan(0.25);
  });

  test.each([
    ['pl', 5000, false, 'dokładny rozkład a posteriori: 0,041', 'a: 0,200 (1) → 0,100 (5000)', ',\u00a0'],
    [
      'pl',
      10_000,
      true,
      'dokładny rozkład a posteriori: 0,041',
      'a: 0,200 (1) → 0,100 (10\u00a0000)',
      ',\u00a0',
    ],
    ['en', 5000, true, 'exact posterior: 0.041', 'a: 0.200 (1) → 0.100 (5,000)', '.,'],
  ] as const)(
    'writes its numbers as %s does, up to %d steps',
    (language, last, grouped, exact, told, separators) => {
      setLanguage(language);
      const { data, layout, alt } = spreadByStepsFigure({
        curves: [{ ...curve, steps: [1, last] }],
        exact: 0.041,
      });
      expect(data[0]?.name).toBe(exact);
      expect(alt).toContain(`${told}; ${exact}`);
      expect(layout).toMatchObject({ separators, xaxis: { separatethousands: grouped } });
    },
  );

  test.each([
    [{ curves: [] }, TypeError, 'curves must hold at least 1 curve, got 0'],
    [{ curves: [{ ...curve, steps: [], sd: [] }] }, TypeError, 'steps must hold at least 1 value, got 0'],
    [{ curves: [{ ...curve, sd: [1] }] }, TypeError, 'sd must hold 2 values, got 1'],
    [{ curves: [{ ...curve, steps: [-1, 2] }] }, RangeError, 'steps must be at least 0, got -1 at 0'],
    [
      { curves: [{ ...curve, sd: [1, 0] }] },
      RangeError,
      'sd must be above 0 for a logarithmic axis, got 0 for a',
    ],
    [{ exact: 0 }, RangeError, 'exact must be above 0 and finite, got 0'],
    [{ exact: Number.POSITIVE_INFINITY }, RangeError, 'exact must be above 0 and finite, got Infinity'],
  ])('refuses %j', (wrong, kind, message) => {
    const draw = () => spreadByStepsFigure({ ...spreadBySteps, ...wrong });
    expect(draw).toThrow(kind);
    expect(draw).toThrow(`Cannot draw the spread by steps: ${message}`);
  });
});
