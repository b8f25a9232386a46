import { decimal, text } from '../language';
import { line, points, type Series } from './chart';
import { compact } from './compact';
import { curvesValues, dataValues, gridValues } from './curve-values';
import type { Figure } from './figure';
import { lookOf } from './looks';
import type { Data } from './plotly';
import { reach, reachAround } from './reach';
import { baseLayout, colour, panelTitle } from './theme';
import { twoPanels } from './two-panels';
import { type Matrix, matrixValues, type Vector } from './values';

const action = 'Cannot draw the chains';

/** What the figure of the chains is drawn from. */
export interface ChainsFigureOptions {
  /** Where the functions are known [n], in ascending order; at least 2 values. */
  x: Vector;
  /** The observations, x and y [m] each. */
  data: Pick<Series, 'x' | 'y'>;
  /** Functions that the chains have drawn so far [functions, n]. */
  functions: Matrix;
  /** The potential energy after each draw so far [chains, draws]. */
  potential: Matrix;
  /** How many draws each chain is to make, an integer of at least 1. */
  draws: number;
}

/**
 * Markov chains on their way: on the left the functions drawn so far, on the right each chain's trace of the potential
 * energy, which settles where the posterior has its mass.
 *
 * @param options x [n], the data [m], functions [functions, n], potential [chains, draws so far]
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes, or fewer than 2 values of x
 * @throws {RangeError} where draws is no integer of at least 1, or a value is not finite
 * @example
 * const x = [-1, 0, 1];
 * const data = { x: [-1, 1], y: [0, 0.1] };
 * showFigure(chainsFigure({ x, data, functions: [[0, 0.5, 0]], potential: [[70, 121]], draws: 50 }));
 */
export function chainsFigure(options: ChainsFigureOptions): Figure {
  const { draws } = options;
  if (!(Number.isInteger(draws) && draws >= 1))
    throw new RangeError(`${action}: draws must be an integer of at least 1, got ${draws}`);
  const x = gridValues(options.x, action);
  const data = dataValues(options.data, action);
  const functions = curvesValues(options.functions, action, 'functions', x.length);
  const potential = matrixValues(options.potential, action, 'potential');
  const done = potential[0]?.length ?? 0;

  const drawn = text({
    pl: `funkcje z łańcuchów (${functions.length})`,
    en: `functions drawn (${functions.length})`,
  });
  const curves = functions.map((y, index): Data => {
    const curve = line({ x, y, color: colour.vermillion, width: 1.5, opacity: 0.3, name: drawn });
    return { ...curve, legendgroup: 'drawn', showlegend: index === 0, hoverinfo: 'skip' } as Data;
  });
  const traces = potential.map((values, chain): Data => {
    const at = values.map((_, draw) => draw + 1);
    const name = text({ pl: `łańcuch ${chain + 1}`, en: `chain ${chain + 1}` });
    const { color } = lookOf(chain);
    return {
      ...line({ x: at, y: values, color, width: 1.5, name }),
      showlegend: false,
      xaxis: 'x2',
      yaxis: 'y2',
    } as Data;
  });

  const base = baseLayout(440);
  const title = text({
    pl: `Łańcuchy: losowanie ${decimal(done, 0)} z ${decimal(draws, 0)}`,
    en: `Chains: draw ${decimal(done, 0)} of ${decimal(draws, 0)}`,
  });
  const energy = text({ pl: 'energia potencjalna', en: 'potential energy' });
  const [least, most] = reach(potential.flat()).map((value) => decimal(value, 0));
  return {
    data: [
      ...compact(curves, x),
      points({ ...data, size: 5, name: text({ pl: 'dane', en: 'data' }) }),
      ...traces,
    ],
    layout: twoPanels({
      ...base,
      annotations: [panelTitle(title), panelTitle(energy, 0.66)],
      xaxis: { title: { text: 'x' }, domain: [0, 0.56] },
      yaxis: { title: { text: 'f(x)' }, range: reachAround(data.y, 2) },
      xaxis2: {
        title: { text: text({ pl: 'losowanie', en: 'draw' }) },
        range: [0, draws],
        domain: [0.66, 1],
        anchor: 'y2',
      },
      yaxis2: { title: { text: 'U' }, anchor: 'x2' },
    }),
    alt: text({
      pl: `${title}. Funkcje (${functions.length}) nad danymi (${data.x.length}); energia potencjalna łańcuchów (${potential.length}) między ${least} a ${most}.`,
      en: `${title}. Functions (${functions.length}) over the data (${data.x.length}); potential energy of the chains (${potential.length}) between ${least} and ${most}.`,
    }),
  };
}
