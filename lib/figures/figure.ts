import { modeBarConfig } from './mode-bar';
import type { Data, Layout } from './plotly';

/** What plotly draws, and a sentence that says what is to be seen. */
export interface Figure {
  /** Plotly's traces, in the order of drawing. */
  data: Data[];
  /** Plotly's layout: axes, titles, size. */
  layout: Partial<Layout>;
  /** Alternative text: what the figure shows, with its numbers. */
  alt: string;
}

export const plotlyMime = 'application/vnd.plotly.v1+json';

/** The figure as a Jupyter display bundle: plotly's JSON, and the alternative text for whoever cannot see it. */
export function figureBundle({ data, layout, alt }: Figure): Record<string, unknown> {
  return {
    [plotlyMime]: { data, layout, config: { responsive: true, displaylogo: false, ...modeBarConfig() } },
    'text/plain': alt,
  };
}
