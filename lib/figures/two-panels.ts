import type { Layout } from './plotly';

/**
 * The layout of two panels side by side, with the one to take on a narrow page, the second panel below the first, in
 * `meta.narrow`. The notebook's renderer chooses; others draw the panels side by side.
 *
 * @param layout axes x, y and x2, y2; the second of its annotations is the second panel's title
 */
export function twoPanels(layout: Partial<Layout>): Partial<Layout> {
  const { xaxis, yaxis, xaxis2, yaxis2, annotations = [], height = 0 } = layout;
  const wide: [number, number] = [0, 1];
  const lower: [number, number] = [0, 0.4];
  const narrow: Partial<Layout> = {
    height: height + 320,
    xaxis: { ...xaxis, domain: wide, anchor: 'y' },
    yaxis: { ...yaxis, domain: [0.58, 1] },
    xaxis2: { ...xaxis2, domain: wide, anchor: 'y2' },
    yaxis2: { title: yaxis?.title, ...yaxis2, domain: lower, side: 'left', showticklabels: true },
    annotations: annotations.map((title, index) =>
      index === 1 ? { ...title, x: 0, xanchor: 'left', y: lower[1] } : title,
    ),
  };
  return { ...layout, meta: { narrow } };
}
