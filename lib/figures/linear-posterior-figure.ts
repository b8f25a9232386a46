import { decimal, text } from '../language';
import { bandAround } from './band-around';
import { chart, line, points, type Series } from './chart';
import { dataValues, gridValues, nonNegativeValues } from './curve-values';
import type { Figure } from './figure';
import { colour } from './theme';
import { type Vector, vectorValues } from './values';

const action = 'Cannot draw the linear posterior';

/** What the figure of the linear regression is drawn from. */
export interface LinearPosteriorFigureOptions {
  /** Where the line is known [n], in ascending order; at least 2 values. */
  x: Vector;
  /** The posterior mean of the line [n]. */
  mean: Vector;
  /** The line's standard deviation [n] under the exact posterior, at least 0. */
  exactSd: Vector;
  /** The line's standard deviation [n] under the best independent weights, at least 0. */
  meanFieldSd: Vector;
  /** The observations, x and y [m] each. */
  data: Pick<Series, 'x' | 'y'>;
}

/**
 * A regression line, known exactly, with two bands of three standard deviations: the exact posterior's, and that of
 * the best posterior with independent weights (mean field), which is too wide on one side and too narrow on the other.
 *
 * @param options x, mean and both standard deviations [n], and the data [m]
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes, or fewer than 2 values of x
 * @throws {RangeError} for a negative standard deviation, or a value that is not finite
 * @example
 * const x = [-1, 0, 1];
 * const spreads = { exactSd: [0.4, 0.3, 0.3], meanFieldSd: [0.3, 0.3, 0.3] };
 * showFigure(linearPosteriorFigure({ x, mean: x, ...spreads, data: { x: [0, 1], y: [0.1, 0.9] } }));
 */
export function linearPosteriorFigure(options: LinearPosteriorFigureOptions): Figure {
  const x = gridValues(options.x, action);
  const mean = vectorValues(options.mean, action, 'mean', x.length);
  const exact = nonNegativeValues(options.exactSd, action, 'exactSd', x.length);
  const meanField = nonNegativeValues(options.meanFieldSd, action, 'meanFieldSd', x.length);
  const data = dataValues(options.data, action);
  const at = (index: number) => ({
    x: decimal(x.at(index) as number, 1),
    exact: decimal(exact.at(index) as number, 3),
    meanField: decimal(meanField.at(index) as number, 3),
  });
  const [left, right] = [at(0), at(-1)];
  return chart({
    title: text({ pl: 'Dokładny rozkład a posteriori i mean field', en: 'Exact posterior and mean field' }),
    xTitle: 'x',
    yTitle: 'y',
    traces: [
      bandAround(x, mean, exact, {
        name: text({ pl: 'dokładny, ±3 odch. std.', en: 'exact, ±3 sd' }),
      }),
      bandAround(x, mean, meanField, {
        color: colour.vermillion,
        opacity: 0.08,
        dash: 'dash',
        name: text({ pl: 'mean field, ±3 odch. std.', en: 'mean field, ±3 sd' }),
      }),
      line({ x, y: mean, name: text({ pl: 'średnia', en: 'mean' }) }),
      points({ ...data, name: text({ pl: 'dane', en: 'data' }) }),
    ],
    alt: text({
      pl:
        `Prosta regresji z pasmami ±3 odch. std. i dane (${data.x.length}). Odchylenie standardowe prostej, dokładne i ` +
        `mean field: dla x = ${left.x} ${left.exact} i ${left.meanField}, dla x = ${right.x} ${right.exact} i ` +
        `${right.meanField}.`,
      en:
        `A regression line with ±3 sd bands, and data (${data.x.length}). The line's standard deviation, exact and mean ` +
        `field: at x = ${left.x} ${left.exact} and ${left.meanField}, at x = ${right.x} ${right.exact} and ` +
        `${right.meanField}.`,
    }),
  });
}
