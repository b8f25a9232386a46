/**
 * Plotly's own types, against which the figures are checked. In dist/, what a cell sees of them is `plotly-in-cells.d.ts`
 * instead: Plotly's are 1.2 MB, a quarter of what the kernel would have to read before a notebook's first line runs.
 */
export type { Data, Layout, Template } from 'plotly.js-dist';
