import { afterEach, describe, expect, test } from 'vitest';
import { predictionFigure, spread } from '../../lib/figures/prediction-figure';
import { setLanguage } from '../../lib/language';

afterEach(() => setLanguage('pl'));

interface Trace {
  name: string;
  mode: string;
  x0: number;
  dx: number;
  y: number[];
  x: number[];
  fill?: string;
  showlegend?: boolean;
}

const points = 700;
const across = Array.from({ length: points }, (_, i) => -3.4 + (6.8 * i) / (points - 1));
/** Ten draws 0.1 above and below the sine by turns: sd (n - 1) is sqrt(10 x 0.1^2 / 9) everywhere. */
const draws = Array.from({ length: 10 }, (_, k) => across.map((x) => Math.sin(x) + (k % 2 ? 0.1 : -0.1)));
const sd = Math.sqrt(0.1 / 9);
const data = { x: [-3, 0, 3], y: [-0.1, 0.05, 0.2] };
const traces = (figure: { data: unknown[] }) => figure.data as Trace[];
const named = (figure: { data: unknown[] }, name: RegExp) =>
  traces(figure).filter((trace) => name.test(trace.name));
const drawnX = (trace: Trace) => trace.y.map((_, i) => trace.x0 + trace.dx * i);

describe('predictionFigure()', () => {
  test('draws the mean of the functions over 700 points from -3.4 to 3.4', () => {
    const [mean, ...others] = named(predictionFigure({ ...data, predictions: draws }), /średnia/) as [Trace];
    expect(others).toEqual([]);
    expect(mean.y).toHaveLength(700);
    drawnX(mean).forEach((x, i) => {
      expect(x).toBeCloseTo(across[i] as number, 10);
      expect(mean.y[i]).toBeCloseTo(Math.sin(x), 2);
    });
    expect(mean.y[350]).toBeCloseTo(Math.sin(across[350] as number), 3);
  });

  test.each([
    ['epistemic', /epistemiczne/, 3 * sd],
    ['predictive', /predykcyjne/, 3 * Math.sqrt(sd ** 2 + 0.1 ** 2)],
  ])('draws the %s band three standard deviations wide on each side', (_, name, reach) => {
    const [lower, upper] = named(predictionFigure({ ...data, predictions: draws }), name) as [Trace, Trace];
    expect(upper.fill).toBe('tonexty');
    across.forEach((x, i) => {
      // Values are rounded to three decimals.
      expect(Math.abs((upper.y[i] as number) - Math.sin(x) - reach)).toBeLessThan(6e-4);
      expect(Math.abs((lower.y[i] as number) - Math.sin(x) + reach)).toBeLessThan(6e-4);
    });
  });

  test('lists bands, data, functions and mean in the order in which they are drawn, each once', () => {
    const listed = traces(predictionFigure({ ...data, predictions: draws }))
      .filter((trace) => trace.showlegend !== false)
      .map((trace) => trace.name);
    expect(listed).toEqual([
      'pasmo predykcyjne ±3 odch. std.<br>(z szumem 0,1)',
      'pasmo epistemiczne ±3 odch. std.',
      'zaszumione dane',
      'wylosowane funkcje (10)',
      'średnia',
    ]);
  });

  test('draws each sampled function and the noisy data as they are', () => {
    const figure = predictionFigure({ ...data, predictions: draws });
    const functions = named(figure, /funkcje/);
    expect(functions).toHaveLength(10);
    expect(functions[3]?.y[0]).toBeCloseTo(Math.sin(-3.4) + 0.1, 3);
    const [cloud] = named(figure, /dane/) as [Trace];
    expect([cloud.mode, cloud.x, cloud.y]).toEqual(['markers', data.x, data.y]);
  });

  test('sets the axes of the lecture, titled, and a height', () => {
    const { layout } = predictionFigure({ ...data, predictions: draws });
    expect(layout).toMatchObject({
      height: 540,
      xaxis: { range: [-3.4, 3.4], title: { text: 'x' } },
      yaxis: { range: [-2, 2], title: { text: 'y' } },
    });
  });

  test("says what is to be seen, with its numbers, in the notebook's language", () => {
    setLanguage('en');
    const figure = predictionFigure({ ...data, predictions: draws });
    const epistemic = (6 * sd).toFixed(3);
    const predictive = (6 * Math.sqrt(sd ** 2 + 0.01)).toFixed(3);
    expect(figure.alt).toBe(
      'Plot of 3 noisy data, 10 functions sampled from the posterior and their mean for x from -3.4 to 3.4. ' +
        `The epistemic band (±3 sd) is ${epistemic} wide on average, ` +
        `the predictive band (±3 sd, with noise 0.1) ${predictive}.`,
    );
    expect(named(figure, /epistemic band|predictive band|noisy data|sampled functions|mean/)).toHaveLength(
      16,
    );
  });

  test.each([
    [0.1, '0,1'],
    [0.005, '0,005'],
    [2, '2'],
  ])('writes the noise %d as it is', (noiseSigma, written) => {
    const figure = predictionFigure({ ...data, predictions: draws, noiseSigma });
    expect(named(figure, /predykcyjne/)[0]?.name).toContain(`(z szumem ${written})`);
    expect(figure.alt).toContain(`z szumem ${written})`);
  });

  test('stays below 100 kB as JSON with 500 data and functions of full precision', () => {
    const x = across.slice(0, 500);
    const figure = predictionFigure({ x, y: x.map((v) => -Math.exp(-v) / 10), predictions: draws });
    expect(JSON.stringify(figure).length).toBeLessThan(100_000);
  });

  test.each([
    [{ predictions: [[1, 2]] }, RangeError, 'a spread needs at least 2 sampled functions, got 1'],
    [{ predictions: [[1, 2], [1]] }, TypeError, 'rows of one length'],
    [
      {
        predictions: [
          [1, Number.NaN],
          [1, 2],
        ],
      },
      RangeError,
      'predictions must be finite, got NaN at 1',
    ],
    [{ y: [1, 2] }, TypeError, 'y must hold 3 values, got 2'],
    [{ noiseSigma: -0.1 }, RangeError, 'noiseSigma must be at least 0 and finite, got -0.1'],
    [{ noiseSigma: Number.POSITIVE_INFINITY }, RangeError, 'noiseSigma must be'],
  ])('refuses %j', (wrong, kind, message) => {
    const draw = () => predictionFigure({ ...data, predictions: draws, ...wrong });
    expect(draw).toThrow(kind);
    expect(draw).toThrow(message);
  });
});

test('spread() divides by n - 1, as torch.std_mean does', () => {
  const { mean, sd, predictiveSd } = spread([[1], [2], [4]], 2);
  expect(mean[0]).toBeCloseTo(7 / 3, 12);
  expect(sd[0]).toBeCloseTo(Math.sqrt(7 / 3), 12); // (16 + 1 + 25) / 9 / 2
  expect(predictiveSd[0]).toBeCloseTo(Math.sqrt(7 / 3 + 4), 12);
});
