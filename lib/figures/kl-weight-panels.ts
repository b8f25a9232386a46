import { text } from '../language';
import { bandAround } from './band-around';
import { line, narrowLines, points } from './chart';
import { compact } from './compact';
import { nonNegativeValues } from './curve-values';
import type { Data } from './plotly';
import { colour } from './theme';
import { type Vector, vectorValues } from './values';

/** Opens the error messages of the figure and of its panels. */
export const action = 'Cannot draw the KL weights';

/** So many letters of a panel's title fit on a line of a narrow page: it is smaller than other figures' titles. */
const titleLetters = 26;

/** What a network predicts. */
export interface KlWeightPanel {
  /** The panel's title: the KL weight. */
  title: string;
  /** Mean of the sampled functions [n]. */
  mean: Vector;
  /** Their epistemic standard deviation [n], at least 0. */
  sd: Vector;
}

/** What two networks predict after the same number of steps. */
export interface KlWeightState {
  /** Training steps so far, an integer of at least 0. */
  steps: number;
  /** The left panel and the right one. */
  panels: readonly [KlWeightPanel, KlWeightPanel];
}

/** A panel as it is drawn: its title in lines that fit on a narrow page. */
interface Panel {
  title: string;
  mean: number[];
  sd: number[];
}

/** A state as it is drawn. */
export interface State {
  steps: number;
  panels: Panel[];
}

/**
 * A state's values, checked.
 *
 * @param points how many values of x there are
 * @throws {TypeError} for another shape
 * @throws {RangeError} for steps, or a standard deviation, that may not be
 */
export function readState({ steps, panels }: KlWeightState, points: number): State {
  if (!(Number.isInteger(steps) && steps >= 0))
    throw new RangeError(`${action}: steps must be an integer of at least 0, got ${steps}`);
  if (panels.length !== 2) throw new TypeError(`${action}: panels must hold 2 panels, got ${panels.length}`);
  return {
    steps,
    panels: panels.map(({ title, mean, sd }) => ({
      title: narrowLines(title, titleLetters).join('<br>'),
      mean: vectorValues(mean, action, 'mean', points),
      sd: nonNegativeValues(sd, action, 'sd', points),
    })),
  };
}

/** Where the traces of each panel belong; the legend lists those of the left one. */
export const axes = [
  { xaxis: 'x', yaxis: 'y' },
  { xaxis: 'x2', yaxis: 'y2' },
] as const;

/** The traces in their panel. A click on the legend hides a series in both. */
function inPanel(panel: number, traces: readonly Data[]): Data[] {
  return traces.map((trace) => {
    const { name, legendgroup, showlegend } = trace as {
      name?: string;
      legendgroup?: string;
      showlegend?: boolean;
    };
    return {
      ...trace,
      legendgroup: legendgroup ?? name,
      showlegend: showlegend === true && panel === 0,
      ...axes[panel],
    } as Data;
  });
}

/** A trace and the state that it belongs to; the data belong to all. */
export interface Placed {
  trace: Data;
  state: number | undefined;
}

/** The data first, so that a narrow band is seen over them. */
export function tracesOf(
  x: number[],
  data: { x: number[]; y: number[] },
  states: State[],
  noiseSigma: number,
): Placed[] {
  const predictive = (sd: number[]) => sd.map((value) => Math.hypot(value, noiseSigma));
  const bands = ({ mean, sd }: Panel) => [
    ...bandAround(x, mean, predictive(sd), {
      name: text({ pl: 'predykcyjne ±3 odch. std.', en: 'predictive band ±3 sd' }),
      color: colour.grey,
      opacity: 0.2,
      dash: 'dash',
    }),
    ...bandAround(x, mean, sd, {
      name: text({ pl: 'epistemiczne ±3 odch. std.', en: 'epistemic band ±3 sd' }),
      color: colour.sky,
      opacity: 0.5,
    }),
  ];
  const mean = (panel: Panel) => line({ x, y: panel.mean, name: text({ pl: 'średnia', en: 'mean' }) });
  const cloud = points({ ...data, size: 4, name: text({ pl: 'zaszumione dane', en: 'noisy data' }) });
  return [
    ...axes.flatMap((_, at) => inPanel(at, [cloud]).map((trace) => ({ trace, state: undefined }))),
    ...states.flatMap(({ panels }, state) =>
      panels.flatMap((panel, at) =>
        inPanel(at, compact([...bands(panel), mean(panel)], x)).map((trace) => ({ trace, state })),
      ),
    ),
  ];
}
