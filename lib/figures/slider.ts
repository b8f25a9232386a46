import { decimal } from '../language';
import type { Figure } from './figure';
import type { Layout } from './plotly';
import { withRoomAbove } from './room-above';
import { colour } from './theme';

/** Pixels that the slider takes: what it stands at, its rail, and its numbers. */
const room = 90;

/** What a slider chooses between. */
export interface SliderOptions {
  /** Opens what the slider stands at: `steps` for "steps: 1,000". */
  quantity: string;
  /** The quantity's value in each state. */
  values: readonly number[];
  /** For each of the figure's traces the index of its state; undefined for one that every state shows. */
  stateOf: readonly (number | undefined)[];
  /** What each state changes in the layout, by plotly's paths; nothing by default. */
  layouts?: readonly Record<string, unknown>[];
  /** Pixels between the slider and the panels, for titles of the panels; 12 by default. */
  below?: number;
}

/**
 * The figure with a slider above its panels that shows one state at a time, the first one at first. It is plotly's own
 * and needs no kernel. One slider serves the wide and the narrow layout, so that it keeps its place when they change.
 *
 * Where it stands, all is in pixels: plotly would lay it over the legend, which keeps to the bottom of the figure.
 */
export function withSlider(figure: Figure, options: SliderOptions): Figure {
  const { quantity, values, stateOf, layouts, below = 12 } = options;
  const owned = stateOf.flatMap((state, trace) => (state === undefined ? [] : [trace]));
  const steps = values.map((value, state) => {
    const visible = { visible: owned.map((trace) => stateOf[trace] === state) };
    return {
      label: decimal(value, 0),
      ...(layouts
        ? { method: 'update' as const, args: [visible, layouts[state], owned] }
        : { method: 'restyle' as const, args: [visible, owned] }),
    };
  });
  const { narrow } = (figure.layout.meta ?? {}) as { narrow?: Partial<Layout> };
  return {
    ...figure,
    data: figure.data.map((trace, index) =>
      stateOf[index] === undefined ? trace : { ...trace, visible: stateOf[index] === 0 },
    ),
    layout: {
      ...withRoomAbove(figure.layout, room),
      ...(narrow && { meta: { narrow: withRoomAbove(narrow, room) } }),
      sliders: [
        {
          active: 0,
          x: 0,
          len: 1,
          y: 1,
          yanchor: 'bottom',
          pad: { t: 0, r: 0, b: below, l: 0 },
          currentvalue: { prefix: `${quantity}: `, offset: 8, font: { size: 17 } },
          font: { size: 14 },
          // Seen on a light and on a dark page; the words take the page's ink.
          bgcolor: '#8a8a8a',
          activebgcolor: colour.blue,
          borderwidth: 0,
          tickcolor: '#8a8a8a',
          ticklen: 5,
          transition: { duration: 0 },
          steps,
        },
      ],
    },
  };
}
