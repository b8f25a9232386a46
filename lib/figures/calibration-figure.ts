import { percent, text } from '../language';
import { chart, line } from './chart';
import { gridValues } from './curve-values';
import type { Figure } from './figure';
import { lookOf } from './looks';
import type { Data } from './plotly';
import { colour } from './theme';
import { type Vector, vectorValues } from './values';

const action = 'Cannot draw the calibration';

/** How often intervals of each level hold what they should. */
export interface CalibrationCurve {
  /** The legend's entry. */
  name: string;
  /** For each level the share of observations inside the interval [K], from 0 to 1. */
  coverage: Vector;
}

/** What the calibration figure is drawn from. */
export interface CalibrationFigureOptions {
  /** Nominal levels [K] from 0 to 1, in ascending order; at least 2. */
  levels: Vector;
  /** At least one curve. */
  curves: readonly CalibrationCurve[];
  /** The panel's title; `Calibration` by default. */
  title?: string;
}

/**
 * The share of observations inside the predictive intervals against the intervals' nominal level, a curve for each model,
 * beside the diagonal of a calibrated one (Gneiting, Balabdaoui and Raftery, "Probabilistic forecasts, calibration and
 * sharpness", 2007). Above it intervals are too wide, below it too narrow.
 *
 * @param options levels [K], and the curves' coverage [K] each
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes, fewer than 2 levels, or no curve
 * @throws {RangeError} for a level or a share outside 0 to 1
 * @example
 * showFigure(calibrationFigure({ levels: [0.5, 0.9], curves: [{ name: 'HMC', coverage: [0.52, 0.88] }] }));
 */
export function calibrationFigure(options: CalibrationFigureOptions): Figure {
  const levels = shares(gridValues(options.levels, action), 'levels');
  if (options.curves.length === 0) throw new TypeError(`${action}: curves must hold at least 1 curve, got 0`);
  const curves = options.curves.map(({ name, coverage }) => ({
    name,
    coverage: shares(vectorValues(coverage, action, 'coverage', levels.length), 'coverage'),
  }));
  const drawn = curves.map(({ name, coverage }, index): Data => {
    const { color, symbol } = lookOf(index);
    return {
      ...line({ x: levels, y: coverage, color, name, width: 2 }),
      mode: 'lines+markers',
      marker: { color, symbol, size: 9 },
      hovertemplate: '%{fullData.name}<br>%{x:.0%} → %{y:.0%}<extra></extra>',
    } as Data;
  });
  const told = curves.map(({ name, coverage }) => {
    const pairs = coverage.map((share, k) => `${percent(levels[k] as number, 0)} → ${percent(share, 0)}`);
    return `${name}: ${pairs.join(', ')}`;
  });
  const figure = chart({
    title: options.title ?? text({ pl: 'Kalibracja', en: 'Calibration' }),
    xTitle: text({ pl: 'nominalny poziom przedziału', en: 'nominal level of the interval' }),
    yTitle: text({ pl: 'obserwacje w przedziale', en: 'observations inside it' }),
    xRange: [0, 1],
    yRange: [0, 1.02],
    traces: [
      line({
        x: [0, 1],
        y: [0, 1],
        color: colour.grey,
        dash: 'dash',
        name: text({ pl: 'idealnie skalibrowany', en: 'perfectly calibrated' }),
      }),
      ...drawn,
    ],
    alt: text({
      pl: `Część obserwacji wewnątrz przedziału predykcyjnego dla jego nominalnych poziomów. ${told.join('; ')}.`,
      en: `The share of observations inside the predictive interval, for its nominal levels. ${told.join('; ')}.`,
    }),
  });
  const inPercent = { tickformat: '.0%' };
  const { xaxis, yaxis } = figure.layout;
  return {
    ...figure,
    layout: { ...figure.layout, xaxis: { ...xaxis, ...inPercent }, yaxis: { ...yaxis, ...inPercent } },
  };
}

function shares(values: number[], name: string): number[] {
  const wrong = values.find((value) => value < 0 || value > 1);
  if (wrong !== undefined) throw new RangeError(`${action}: ${name} must be from 0 to 1, got ${wrong}`);
  return values;
}
