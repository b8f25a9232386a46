import { decimal, text } from '../language';
import type { Series } from './chart';
import { checkNoiseSigma, dataValues, gridValues } from './curve-values';
import type { Figure } from './figure';
import { action, axes, type KlWeightState, readState, tracesOf } from './kl-weight-panels';
import type { Layout } from './plotly';
import { reach, reachAround } from './reach';
import { withSlider } from './slider';
import { baseLayout, panelTitle } from './theme';
import { twoPanels } from './two-panels';
import type { Vector } from './values';

/** What the figure of the two KL weights is drawn from. */
export interface KlWeightFigureOptions {
  /** Where the functions are known [n], in ascending order; at least 2 values. */
  x: Vector;
  /** The training data, x and y [m] each, at least one. */
  data: Pick<Series, 'x' | 'y'>;
  /** One state for each number of steps, at least one; the slider chooses between them. */
  states: readonly KlWeightState[];
  /** Standard deviation of the observation noise, at least 0; 0.1 by default. */
  noiseSigma?: number;
}

/** Height of a line of a panel's title in pixels. */
const lineHeight = 20;

/**
 * The layout with a title above each panel. They hang on their panels, so they are the same ones in the wide and in the
 * narrow layout: what the slider writes into them outlives a change between the two.
 */
function withTitles(layout: Partial<Layout>, titles: readonly string[]): Partial<Layout> {
  const { narrow } = layout.meta as { narrow: Partial<Layout> };
  const { annotations: _, ...shared } = narrow;
  const annotations = titles.map((wording, panel) => ({
    ...panelTitle(''),
    text: wording,
    xref: `${axes[panel]?.xaxis} domain` as 'paper',
    yref: `${axes[panel]?.yaxis} domain` as 'paper',
    font: { size: 15 },
  }));
  return { ...layout, annotations, meta: { narrow: shared } };
}

/**
 * What two KL weights do to the prediction as training goes on: the ELBO's weight on the left, a falling one on the
 * right, each with its mean, its epistemic band, and its predictive band, sqrt(sd^2 + noiseSigma^2), of three standard
 * deviations around the data. One slider over the training steps moves both.
 *
 * @param options x [n], the data [m], and for each number of steps both panels' title, mean and sd [n]
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} for other shapes, fewer than 2 values of x, no data, or no state
 * @throws {RangeError} for steps that are no integer of at least 0, a negative standard deviation or noiseSigma, or a
 *   value that is not finite
 * @example
 * const x = [-3, 0, 3];
 * const panel = { title: '0.012', mean: x.map(Math.sin), sd: [0.1, 0.05, 0.1] };
 * const falling = { ...panel, title: '1/(step + 1)' };
 * const data = { x: [0, 1], y: [0, 0.84] };
 * showFigure(klWeightFigure({ x, data, states: [{ steps: 1000, panels: [panel, falling] }] }));
 */
export function klWeightFigure(options: KlWeightFigureOptions): Figure {
  const { noiseSigma = 0.1 } = options;
  const x = gridValues(options.x, action);
  const data = dataValues(options.data, action);
  if (data.x.length === 0) throw new TypeError(`${action}: data must hold at least 1 point, got 0`);
  if (options.states.length === 0) throw new TypeError(`${action}: states must hold at least 1 state, got 0`);
  checkNoiseSigma(noiseSigma, action);
  const states = options.states.map((state) => readState(state, x.length));
  const placed = tracesOf(x, data, states, noiseSigma);

  // A third of the data's height beyond them at either end, for every state, so that the states can be compared.
  const yRange = reachAround(data.y, 3);
  const xaxis = { title: { text: 'x' }, range: reach([...x, ...data.x]) };
  const titles = states.map(({ panels }) => panels.map(({ title }) => `<b>${title}</b>`));
  const lines = Math.max(...titles.flat().map((title) => title.split('<br>').length));
  const room = lineHeight * (lines - 1);
  const base = baseLayout(470);
  const layout = twoPanels({
    ...base,
    margin: { ...base.margin, t: (base.margin?.t ?? 0) + room },
    xaxis: { ...xaxis, domain: [0, 0.48] },
    yaxis: { title: { text: 'y' }, range: yRange },
    xaxis2: { ...xaxis, domain: [0.52, 1], matches: 'x', anchor: 'y2' },
    yaxis2: { range: yRange, matches: 'y', anchor: 'x2', showticklabels: false },
  });
  const told = states.map(({ steps, panels }) => {
    const spreads = panels.map(({ title, sd }) => {
      const average = sd.reduce((sum, value) => sum + value, 0) / sd.length;
      return `${decimal(average, 3)} (${title.replaceAll('<br>', ' ')})`;
    });
    return text({
      pl: `kroki: ${decimal(steps, 0)}, ${spreads.join(', ')}`,
      en: `steps: ${decimal(steps, 0)}, ${spreads.join(', ')}`,
    });
  });
  const noise = decimal(noiseSigma, noiseSigma === 0.1 ? 1 : 2);
  const alt = text({
    pl: `Dwa wykresy danych (${data.x.length}), średniej i jej pasm, szum ${noise}; suwak wybiera liczbę kroków. Średnie epistemiczne odchylenie standardowe: ${told.join('; ')}.`,
    en: `Two plots of the data (${data.x.length}), the mean and its bands, noise ${noise}; a slider chooses the number of steps. Mean epistemic standard deviation: ${told.join('; ')}.`,
  });
  const figure = {
    data: placed.map(({ trace }) => trace),
    layout: withTitles(layout, titles[0] as string[]),
    alt,
  };
  return withSlider(figure, {
    quantity: text({ pl: 'kroki', en: 'steps' }),
    values: states.map(({ steps }) => steps),
    stateOf: placed.map(({ state }) => state),
    layouts: titles.map(([left, right]) => ({ 'annotations[0].text': left, 'annotations[1].text': right })),
    below: 42 + room,
  });
}
