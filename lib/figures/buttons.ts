import type { Figure } from './figure';
import type { Layout } from './plotly';
import { withRoomAbove } from './room-above';

/** What buttons choose between. */
export interface ButtonsOptions {
  /** What each button says. */
  labels: readonly string[];
  /** For each of the figure's traces the index of its button; undefined for one that is always shown. */
  stateOf: readonly (number | undefined)[];
}

/** A button's height in pixels, with the gap below it. */
const row = 36;
/** Pixels between the buttons and the panel. */
const below = 12;

/**
 * The figure with a row of buttons above its panel, each of which shows its traces in place of the others'; the first
 * ones at first. They are plotly's own and need no kernel. On a narrow page they stand below one another.
 */
export function withButtons(figure: Figure, { labels, stateOf }: ButtonsOptions): Figure {
  const owned = stateOf.flatMap((state, trace) => (state === undefined ? [] : [trace]));
  const buttons = labels.map((label, state) => ({
    label,
    method: 'restyle' as const,
    args: [{ visible: owned.map((trace) => stateOf[trace] === state) }, owned],
  }));
  const menu = (direction: 'right' | 'down') => [
    {
      type: 'buttons' as const,
      direction,
      active: 0,
      showactive: true,
      x: 0,
      xanchor: 'left' as const,
      y: 1,
      yanchor: 'bottom' as const,
      pad: { t: 0, r: 0, b: below, l: 0 },
      // Plotly paints the chosen button nearly white, whatever the page: so all are light, with dark words.
      bgcolor: '#dcdcdc',
      bordercolor: '#8a8a8a',
      font: { size: 14, color: '#222222' },
      buttons,
    },
  ];
  const { annotations, margin, height, meta } = figure.layout;
  const { narrow } = (meta ?? {}) as { narrow?: Partial<Layout> };
  return {
    ...figure,
    data: figure.data.map((trace, index) =>
      stateOf[index] === undefined ? trace : { ...trace, visible: stateOf[index] === 0 },
    ),
    layout: {
      ...withRoomAbove(figure.layout, row + below),
      updatemenus: menu('right'),
      meta: {
        narrow: {
          ...withRoomAbove({ annotations, margin, height, ...narrow }, row * labels.length + below),
          updatemenus: menu('down'),
        },
      },
    },
  };
}
