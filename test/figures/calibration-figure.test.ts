import { afterEach, describe, expect, test } from 'vitest';
import { type CalibrationFigureOptions, calibrationFigure } from '../../lib/figures/calibration-figure';
import { setLanguage } from '../../lib/language';

afterEach(() => setLanguage('pl'));

const curves = [
  { name: 'HMC', coverage: [0.5, 0.9] },
  { name: 'MAP', coverage: [0.4, 1] },
];
const draw = (options: Partial<CalibrationFigureOptions> = {}) =>
  calibrationFigure({ levels: [0.5, 0.9], curves, ...options });

describe('calibrationFigure()', () => {
  test('draws each curve over the levels, beside the diagonal', () => {
    const traces = draw().data as unknown as { name: string; x: number[]; y: number[] }[];
    expect(traces.map(({ name, x, y }) => [name, x, y])).toEqual([
      ['idealnie skalibrowany', [0, 1], [0, 1]],
      ['HMC', [0.5, 0.9], [0.5, 0.9]],
      ['MAP', [0.5, 0.9], [0.4, 1]],
    ]);
  });

  test('tells six curves apart by colour and by symbol', () => {
    const many = Array.from({ length: 6 }, (_, k) => ({ name: `${k}`, coverage: [0.5, 0.9] }));
    const markers = draw({ curves: many })
      .data.slice(1)
      .map((trace) => (trace as unknown as { marker: { color: string; symbol: string } }).marker);
    expect(new Set(markers.map(({ color }) => color)).size).toBe(6);
    expect(new Set(markers.map(({ symbol }) => symbol)).size).toBe(6);
  });

  test.each([
    ['pl', 'Kalibracja', 'MAP: 50% → 40%, 90% → 100%'],
    ['en', 'Calibration', 'MAP: 50% → 40%, 90% → 100%'],
  ] as const)('speaks %s', (language, title, told) => {
    setLanguage(language);
    const { layout, alt } = draw();
    expect(layout.annotations?.[0]?.text).toBe(`<b>${title}</b>`);
    expect(alt).toContain(told);
  });

  test.each([
    [{ curves: [] }, TypeError, 'curves must hold at least 1 curve, got 0'],
    [{ curves: [{ name: 'a', coverage: [0.5, 1.1] }] }, RangeError, 'coverage must be from 0 to 1, got 1.1'],
    [{ curves: [{ name: 'a', coverage: [0.5] }] }, TypeError, 'coverage must hold 2 values, got 1'],
    [{ levels: [-0.5, 0.9] }, RangeError, 'levels must be from 0 to 1, got -0.5'],
  ])('refuses %j', (wrong, kind, message) => {
    expect(() => draw(wrong)).toThrow(kind);
    expect(() => draw(wrong)).toThrow(`Cannot draw the calibration: ${message}`);
  });
});
