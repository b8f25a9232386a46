import { decimal, percent, text, threeDigits } from '../language';
import type { Figure } from './figure';
import { logTicks } from './log-ticks';
import type { Data, Layout } from './plotly';
import { reach } from './reach';
import { baseLayout, colour, panelTitle } from './theme';
import { twoPanels } from './two-panels';
import { rounded } from './values';

/** The loss of one training step. */
export interface LossRecord {
  /** 0 for the first step. */
  step: number;
  loss: number;
}

/** Stretches that a long history is cut into; each shows its lowest and its highest loss, so no spike is lost. */
const stretches = 150;

/** At most two records for each stretch of the history, and always the last one. */
export function thinned(history: readonly LossRecord[]): LossRecord[] {
  if (history.length <= 2 * stretches) return [...history];
  const size = history.length / stretches;
  const kept = Array.from({ length: stretches }, (_, index) => {
    const stretch = history.slice(Math.floor(index * size), Math.floor((index + 1) * size));
    const low = stretch.reduce((a, b) => (b.loss < a.loss ? b : a));
    const high = stretch.reduce((a, b) => (b.loss > a.loss ? b : a));
    return [...new Set(low.step < high.step ? [low, high] : [high, low])];
  }).flat();
  const last = history.at(-1) as LossRecord;
  return kept.includes(last) ? kept : [...kept, last];
}

/** Round losses a little beyond the history's, so that a single loss has ticks around it. */
function lossTicks(history: readonly LossRecord[]): number[] {
  const [low, high] = reach(history.map(({ loss }) => loss));
  return logTicks(low / 1.5, high * 1.5);
}

/** The share of the figure's width that the prediction takes, and where the loss begins beside it, after its axis. */
const split = { predictionEnds: 0.58, lossBegins: 0.72 };

/** The bar above the panels: a track over the whole width, filled from the left. */
function progressBar(share: number): NonNullable<Layout['shapes']> {
  const bar = (x1: number, fillcolor: string) => ({
    type: 'rect' as const,
    xref: 'paper' as const,
    yref: 'paper' as const,
    x0: 0,
    x1,
    yanchor: 1,
    ysizemode: 'pixel' as const,
    y0: 48,
    y1: 58,
    line: { width: 0 },
    fillcolor,
  });
  return [bar(1, 'rgba(128, 128, 128, 0.25)'), bar(share, colour.blue)];
}

/**
 * Progress of a training run: the bar, the loss of every step so far (on a logarithmic axis where all are positive),
 * and beside it the newest prediction, where there is one.
 *
 * @param steps how many steps the run has
 * @param history the losses so far, in the order of their steps
 * @param prediction a figure of one panel, from `predictionFigure`
 */
export function trainingFigure(steps: number, history: readonly LossRecord[], prediction?: Figure): Figure {
  const last = history.at(-1);
  const done = last ? last.step + 1 : 0;
  const drawn = thinned(history);
  const [x, y] = prediction ? (['x2', 'y2'] as const) : (['x', 'y'] as const);
  const loss: Data = {
    type: 'scatter',
    mode: 'lines',
    x: drawn.map(({ step }) => step + 1),
    y: rounded(drawn.map((record) => record.loss)),
    xaxis: x,
    yaxis: y,
    showlegend: false,
    line: { color: colour.green, width: 1.5 },
    hovertemplate: `${text({ pl: 'krok', en: 'step' })} %{x}: %{y}<extra></extra>`,
  };
  const lossSays = text({ pl: 'strata', en: 'loss' });
  const logarithmic = history.length > 0 && history.every((record) => record.loss > 0);
  const lossAxes = {
    [prediction ? 'xaxis2' : 'xaxis']: {
      title: { text: text({ pl: 'krok', en: 'step' }) },
      range: [0, steps],
      nticks: 5,
      ...(prediction && { domain: [split.lossBegins, 1], anchor: 'y2' }),
    },
    [prediction ? 'yaxis2' : 'yaxis']: {
      title: { text: lossSays, ...(prediction && { standoff: 4 }) },
      ...(logarithmic && { type: 'log', tickvals: lossTicks(history), tickformat: '~g' }),
      ...(prediction && { anchor: 'x2' }),
    },
  };
  const value = last ? threeDigits(last.loss) : '–';
  const [at, all] = [decimal(done, 0), decimal(steps, 0)];
  const progress = text({ pl: `Uczenie: krok ${at} z ${all}`, en: `Training: step ${at} of ${all}` });
  const lossTitle = panelTitle(
    text({ pl: `Strata: ${value}`, en: `Loss: ${value}` }),
    prediction ? split.lossBegins : 0,
  );
  const base = prediction?.layout ?? baseLayout(460);
  const layout: Partial<Layout> = {
    ...base,
    ...(prediction && { xaxis: { ...base.xaxis, domain: [0, split.predictionEnds] } }),
    ...lossAxes,
    margin: { ...base.margin, t: 96 },
    shapes: [...(base.shapes ?? []), ...progressBar(done / steps)],
    annotations: [...(base.annotations ?? []), lossTitle, { ...panelTitle(progress), yshift: 60 }],
  };
  return {
    data: [...(prediction?.data ?? []), loss],
    layout: prediction ? twoPanels(layout) : layout,
    alt: `${progress}, ${lossSays} ${value} (${percent(done / steps, 0)}).${prediction ? ` ${prediction.alt}` : ''}`,
  };
}
