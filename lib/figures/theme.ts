import { getLanguage } from '../language';
import { modeBarWidth } from './mode-bar';
import type { Layout, Template } from './plotly';

/**
 * Colours after Okabe and Ito (2008, "Color Universal Design"): told apart under every common colour blindness, and
 * each at least 2:1 against both a white and a near-black page. `grey` belongs to data and noise, `blue` to what the
 * model believes on average, `vermillion` to single sampled functions.
 */
export const colour = {
  /** What the model believes on average. */
  blue: '#0072B2',
  /** Bands. */
  sky: '#56B4E9',
  /** A third series. */
  green: '#009E73',
  /** A fourth series. */
  orange: '#E69F00',
  /** Single sampled functions, and what is wrong. */
  vermillion: '#D55E00',
  /** A fifth series. */
  purple: '#AA4499',
  /** Data and noise. */
  grey: '#757575',
} as const;

/**
 * A colour `#RRGGBB` with an opacity from 0 to 1. Thin lines and bands carry their opacity in the colour: as a trace's
 * own opacity each of them would be a layer, and every layer darkens a dark page by a rounding error.
 */
export function translucent(hex: string, opacity: number): string {
  if (!/^#[0-9a-f]{6}$/i.test(hex))
    throw new RangeError(`Cannot read the colour: it must be #RRGGBB, got ${hex}`);
  const [red, green, blue] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return `rgba(${red}, ${green}, ${blue}, ${opacity})`;
}

const axis = {
  showline: true,
  linecolor: '#8a8a8a',
  gridcolor: '#e4e4e4',
  zeroline: false,
  ticks: 'outside' as const,
  tickcolor: '#8a8a8a',
  title: { font: { size: 17 }, standoff: 10 },
  tickfont: { size: 15 },
  automargin: true,
  exponentformat: 'power' as const, // 20 000 and 2×10⁶, not 20k and 2M, which are English
  minexponent: 5,
};

/** Ink, paper and grid stand in the template alone, so that the notebook's renderer can trade them for a dark theme. */
function template(): Template {
  // English has 1,000; Polish 1000 and 10 000, which is what plotly does unasked.
  const ownAxis = { ...axis, separatethousands: getLanguage() === 'en' };
  return {
    layout: {
      font: { family: 'system-ui, "Segoe UI", "DejaVu Sans", sans-serif', size: 16, color: '#222222' },
      paper_bgcolor: '#ffffff',
      plot_bgcolor: 'rgba(0, 0, 0, 0)',
      colorway: [colour.blue, colour.vermillion, colour.green, colour.orange, colour.purple, colour.sky],
      xaxis: ownAxis,
      yaxis: ownAxis,
      hovermode: 'closest',
      hoverlabel: { namelength: -1 }, // whole names
    },
  };
}

/** What every figure's layout starts from: sizes for a lecture hall, legend below the panels. */
export function baseLayout(height: number): Partial<Layout> {
  return {
    template: template(),
    height,
    margin: { t: 44, r: modeBarWidth, b: 56, l: 64 },
    modebar: { orientation: 'v' }, // in the right margin: across the top it covers the panels' titles
    legend: {
      orientation: 'h',
      x: 0,
      y: 0,
      yref: 'container', // below the axis titles, however many lines it takes on a narrow page
      yanchor: 'bottom',
      font: { size: 15 },
      itemsizing: 'constant',
      itemwidth: 46, // shows more than one dash of a dashed line
    },
    separators: getLanguage() === 'pl' ? ',\u00a0' : '.,',
    uirevision: 'kept', // a zoom survives the next redraw in place
  };
}

/** A panel's title, above the panel whose left edge lies at `x` of the figure's width. */
export function panelTitle(wording: string, x = 0): NonNullable<Layout['annotations']>[number] {
  return {
    text: `<b>${wording}</b>`,
    x,
    y: 1,
    xref: 'paper',
    yref: 'paper',
    xanchor: 'left',
    yanchor: 'bottom',
    yshift: 8,
    align: 'left',
    showarrow: false,
    font: { size: 17 },
  };
}
