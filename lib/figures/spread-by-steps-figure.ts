import { decimal, getLanguage, text } from '../language';
import { chart, line } from './chart';
import { nonNegativeValues } from './curve-values';
import type { Figure } from './figure';
import { logTicks } from './log-ticks';
import { lookOf } from './looks';
import type { Data } from './plotly';
import { reach } from './reach';
import { colour } from './theme';
import { type Vector, vectorValues } from './values';

const action = 'Cannot draw the spread by steps';

/** How the spread of the functions changes with training under one KL weight. */
export interface SpreadCurve {
  /** The legend's entry: the KL weight. */
  name: string;
  /** Training steps [n], at least 0, in ascending order. */
  steps: Vector;
  /** Mean epistemic standard deviation after each of them [n], above 0. */
  sd: Vector;
}

/** What the figure of the spread by steps is drawn from. */
export interface SpreadByStepsFigureOptions {
  /** A curve for each KL weight; at least one. */
  curves: readonly SpreadCurve[];
  /** The exact posterior's mean standard deviation, above 0. */
  exact: number;
}

/** The ends of the logarithmic axis lie this factor beyond the values. */
const beyond = 1.25;

function readCurve({ name, ...curve }: SpreadCurve): { name: string; steps: number[]; sd: number[] } {
  const steps = nonNegativeValues(curve.steps, action, 'steps');
  if (steps.length === 0) throw new TypeError(`${action}: steps must hold at least 1 value, got 0`);
  const sd = vectorValues(curve.sd, action, 'sd', steps.length);
  const wrong = sd.find((value) => value <= 0);
  if (wrong !== undefined)
    throw new RangeError(`${action}: sd must be above 0 for a logarithmic axis, got ${wrong} for ${name}`);
  return { name, steps, sd };
}

/**
 * The mean epistemic standard deviation against the training steps on a logarithmic axis, one curve for each KL
 * weight, beside what the exact posterior has.
 *
 * @param options the curves, steps and sd [n] each, and the exact value
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes, or without a curve or a step
 * @throws {RangeError} for steps below 0, a standard deviation that is not above 0, or a value that is not finite
 * @example
 * const curves = [{ name: '0.012', steps: [100, 1000], sd: [0.2, 0.05] }];
 * showFigure(spreadByStepsFigure({ curves, exact: 0.04 }));
 */
export function spreadByStepsFigure(options: SpreadByStepsFigureOptions): Figure {
  const { exact } = options;
  if (options.curves.length === 0) throw new TypeError(`${action}: curves must hold at least 1 curve, got 0`);
  if (!(exact > 0 && Number.isFinite(exact)))
    throw new RangeError(`${action}: exact must be above 0 and finite, got ${exact}`);
  const curves = options.curves.map(readCurve);
  const [lowest, highest] = reach([exact, ...curves.flatMap(({ sd }) => sd)]);
  const [low, high] = [lowest / beyond, highest * beyond];
  const [first, last] = reach(curves.flatMap(({ steps }) => steps));
  const step = text({ pl: 'krok', en: 'step' });
  const drawn = curves.map(({ name, steps, sd }, index): Data => {
    const { color, symbol } = lookOf(index);
    return {
      ...line({ x: steps, y: sd, color, name }),
      mode: 'lines+markers',
      marker: { color, symbol, size: 10 },
      hovertemplate: `%{fullData.name}<br>${step} %{x}: %{y:.3f}<extra></extra>`,
    } as Data;
  });
  const exactly = text({ pl: 'dokładny rozkład a posteriori', en: 'exact posterior' });
  const ends = curves.map(({ name, steps, sd }) => {
    const after = (at: number) =>
      `${decimal(sd.at(at) as number, 3)} (${decimal(steps.at(at) as number, 0)})`;
    return `${name}: ${after(0)} → ${after(-1)}`;
  });
  const told = `${ends.join('; ')}; ${exactly}: ${decimal(exact, 3)}.`;
  const figure = chart({
    title: text({ pl: 'Rozrzut funkcji przy różnych wagach KL', en: 'Spread of the functions by KL weight' }),
    xTitle: text({ pl: 'kroki uczenia', en: 'training steps' }),
    yTitle: text({ pl: 'średnie odch. std. f(x)', en: 'mean sd of f(x)' }),
    yRange: [Math.log10(low), Math.log10(high)], // plotly has a logarithmic axis's range in powers of ten
    traces: [
      line({
        x: [first, last],
        y: [exact, exact],
        color: colour.grey,
        dash: 'dash',
        name: `${exactly}: ${decimal(exact, 3)}`,
      }),
      ...drawn,
    ],
    alt: text({
      pl: `Średnie odchylenie standardowe funkcji (po tylu krokach), skala logarytmiczna. ${told}`,
      en: `Mean standard deviation of the functions (after so many steps), logarithmic scale. ${told}`,
    }),
  });
  return {
    ...figure,
    layout: {
      ...figure.layout,
      xaxis: {
        ...figure.layout.xaxis,
        exponentformat: 'none',
        separatethousands: getLanguage() === 'en' || last >= 10_000, // Polish leaves four digits together
      },
      yaxis: { ...figure.layout.yaxis, type: 'log', tickvals: logTicks(low, high), tickformat: '~g' },
    },
  };
}
