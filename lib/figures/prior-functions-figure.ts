import { text } from '../language';
import { chart, line } from './chart';
import { compact } from './compact';
import { curvesValues, gridValues } from './curve-values';
import type { Figure } from './figure';
import { describeReach } from './reach';
import { colour } from './theme';
import { type Matrix, type Vector, vectorValues } from './values';

const action = 'Cannot draw the functions from the prior';

/** What the figure of the prior's functions is drawn from. */
export interface PriorFunctionsFigureOptions {
  /** Where the functions are known [n], in ascending order; at least 2 values. */
  x: Vector;
  /** Functions drawn from the prior [functions, n]. */
  functions: Matrix;
  /** The sine [n], for comparison. */
  truth: Vector;
}

/**
 * Functions drawn from the prior beside the sine that is to be learnt: what the network holds possible before it has
 * seen data.
 *
 * @param options x [n], functions [functions, n] and truth [n]
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes, or fewer than 2 values of x
 * @throws {RangeError} for a value that is not finite
 * @example
 * const x = [-3, 0, 3];
 * showFigure(priorFunctionsFigure({ x, functions: [[0.1, 0, -0.1], [0, 0.2, 0.1]], truth: x.map(Math.sin) }));
 */
export function priorFunctionsFigure(options: PriorFunctionsFigureOptions): Figure {
  const x = gridValues(options.x, action);
  const functions = curvesValues(options.functions, action, 'functions', x.length);
  const truth = vectorValues(options.truth, action, 'truth', x.length);
  const count = functions.length;
  return chart({
    title: text({ pl: `Funkcje z rozkładu a priori: ${count}`, en: `Functions from the prior: ${count}` }),
    xTitle: 'x',
    yTitle: 'f(x)',
    yRange: [-2, 2],
    traces: [
      ...functions.map((y) => compact([line({ x, y, color: colour.vermillion, width: 1.5 })], x)),
      compact([line({ x, y: truth, color: colour.grey, dash: 'dash', name: 'sin(x)' })], x),
    ],
    alt: text({
      pl:
        `Funkcje z rozkładu a priori, razem ${count}: ich wartości leżą ${describeReach(functions.flat())}. ` +
        `Linia przerywana, sin(x), ${describeReach(truth)}.`,
      en:
        `Functions from the prior, ${count} in all: their values lie ${describeReach(functions.flat())}. ` +
        `The dashed line, sin(x), ${describeReach(truth)}.`,
    }),
  });
}
