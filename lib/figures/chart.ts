import type { Figure } from './figure';
import type { Data } from './plotly';
import { baseLayout, colour, panelTitle, translucent } from './theme';
import { rounded, type Vector, vectorValues } from './values';

/** A series of a chart: where its points lie, and how it is drawn. */
export interface Series {
  /** [n], number[] or Tensor1D. */
  x: Vector;
  /** [n], number[] or Tensor1D. */
  y: Vector;
  /** The legend's entry; without one the series is not listed. */
  name?: string;
  /** The colour, `#RRGGBB`; each kind of series has a default of its own. See `colour`. */
  color?: string;
}

const action = 'Cannot draw the chart';

/** So many letters of a title fit on a line of a page 360 pixels wide, beside plotly's buttons. */
const narrowLine = 21;
/** A title's line in pixels. */
const lineHeight = 22;

/** The title as lines that fit on a narrow page, `letters` to a line. */
export function narrowLines(title: string, letters = narrowLine): string[] {
  const [first = '', ...words] = title.split(' ');
  const lines = [first];
  for (const word of words) {
    const longer = `${lines.at(-1)} ${word}`;
    if (longer.length > letters) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}

/** What the pointer shows of a point: plotly's own `(0,5, 1,2)` is four numbers where commas are decimal. */
const hoverText = (name: string | undefined): string =>
  `%{xaxis.title.text}: %{x}<br>%{${name === undefined ? 'yaxis.title.text' : 'fullData.name'}}: %{y}<extra></extra>`;

function coordinates({ x, y }: Pick<Series, 'x' | 'y'>): { x: number[]; y: number[] } {
  const across = vectorValues(x, action, 'x');
  return { x: rounded(across), y: rounded(vectorValues(y, action, 'y', across.length)) };
}

/**
 * A line through the points in their order.
 *
 * @param options `width` in pixels, 3 by default; `dash` as in SVG words (`'dash'`, `'dot'`), solid by default;
 *   `opacity` from 0 to 1, 1 by default
 * @returns one of plotly's traces, for the `traces` of `chart`
 * @throws {TypeError} where x and y differ in length
 * @throws {RangeError} for a value that is not finite or a colour that is not `#RRGGBB`
 * @example
 * line({ x: [0, 1], y: [0, 1], name: 'identity', dash: 'dash' });
 */
export function line(
  options: Series & { width?: number; dash?: 'solid' | 'dash' | 'dot' | 'dashdot'; opacity?: number },
): Data {
  const { name, color = colour.blue, width = 3, dash = 'solid', opacity = 1 } = options;
  return {
    type: 'scatter',
    mode: 'lines',
    ...coordinates(options),
    ...(name === undefined ? { showlegend: false } : { name, showlegend: true }),
    hovertemplate: hoverText(name),
    line: { color: translucent(color, opacity), width, dash },
  };
}

/**
 * Points, not joined.
 *
 * @param options `size` in pixels, for all or for each, 8 by default; `symbol` by plotly's name, `'circle'` by
 *   default; `labels`, one text for each point, shown under the pointer
 * @returns one of plotly's traces, for the `traces` of `chart`
 * @throws {TypeError} where x and y differ in length
 * @throws {RangeError} for a value that is not finite
 * @example
 * points({ x: [0, 1], y: [0, 1], labels: ['first', 'second'] });
 */
export function points(
  options: Series & { size?: number | number[]; symbol?: string; labels?: string[] },
): Data {
  const { name, color = colour.grey, size = 8, symbol = 'circle', labels } = options;
  return {
    type: 'scatter',
    mode: 'markers',
    ...coordinates(options),
    ...(name === undefined ? { showlegend: false } : { name, showlegend: true }),
    ...(labels
      ? { text: labels, hovertemplate: '%{text}<extra></extra>' }
      : { hovertemplate: hoverText(name) }),
    marker: { color, size, symbol, opacity: 0.85 },
  } as Data;
}

/**
 * A band between two curves over the same x.
 *
 * @param options `lower` and `upper`, the curves [n]; `opacity` of the filling from 0 to 1, 0.35 by default; `dash` of
 *   the edges, which are not drawn without it
 * @returns two of plotly's traces, of which the legend lists one, for the `traces` of `chart`
 * @throws {TypeError} where the curves and x differ in length
 * @throws {RangeError} for a value that is not finite or a colour that is not `#RRGGBB`
 * @example
 * band({ x: [0, 1], lower: [-1, -1], upper: [1, 1], name: '1 sd' });
 */
export function band(
  options: Omit<Series, 'y'> & {
    lower: Vector;
    upper: Vector;
    opacity?: number;
    dash?: 'solid' | 'dash' | 'dot';
  },
): Data[] {
  const { x, lower, upper, name, color = colour.sky, opacity = 0.35, dash } = options;
  const edge = { color, width: dash ? 1.5 : 0, dash: dash ?? ('solid' as const) };
  const shared = { type: 'scatter', mode: 'lines', line: edge, hoverinfo: 'skip' } as const;
  return [
    { ...shared, ...coordinates({ x, y: lower }), showlegend: false, ...(name && { legendgroup: name }) },
    {
      ...shared,
      ...coordinates({ x, y: upper }),
      fill: 'tonexty',
      fillcolor: translucent(color, opacity),
      ...(name === undefined ? { showlegend: false } : { name, legendgroup: name, showlegend: true }),
    },
  ];
}

/** What a chart is made of: its words, and traces from `line`, `points` and `band` in the order of drawing. */
export interface ChartOptions {
  /** The panel's title, above it. */
  title: string;
  /** Title of the x axis, with its unit. */
  xTitle: string;
  /** Title of the y axis, with its unit. */
  yTitle: string;
  /** What `line`, `points` and `band` return; the first is drawn first, below the others. */
  traces: (Data | Data[])[];
  /** A sentence for screen readers that says what is to be seen, with its numbers. */
  alt: string;
  /** Limits of the x axis; the data's by default. */
  xRange?: [number, number];
  /** Limits of the y axis; the data's by default. */
  yRange?: [number, number];
  /** Height in pixels, 460 by default; the width is the cell's. */
  height?: number;
}

/**
 * A figure of one panel in the lecture's style; `showFigure` shows it.
 *
 * @param options the figure's words, its traces and, where they should not follow the data, its limits
 * @returns plotly's data and layout, with the alternative text
 * @throws {TypeError} where a series of `traces` was given unequal lengths
 * @throws {RangeError} for a value that is not finite
 * @example
 * chart({ title: 'ReLU', xTitle: 'w', yTitle: 'f(w)', traces: [line({ x: [-1, 0, 1], y: [0, 0, 1] })], alt: 'ReLU' });
 */
export function chart(options: ChartOptions): Figure {
  const { title, xTitle, yTitle, traces, alt, xRange, yRange, height = 460 } = options;
  const base = baseLayout(height);
  const lines = narrowLines(title);
  const narrow = {
    annotations: [panelTitle(lines.join('<br>'))],
    margin: { ...base.margin, t: (base.margin?.t ?? 0) + lineHeight * (lines.length - 1) },
  };
  return {
    data: traces.flat(),
    layout: {
      ...base,
      annotations: [panelTitle(title)],
      ...(lines.length > 1 && { meta: { narrow } }),
      xaxis: { title: { text: xTitle }, ...(xRange && { range: xRange }) },
      yaxis: { title: { text: yTitle }, ...(yRange && { range: yRange }) },
    },
    alt,
  };
}
