/** A trace; its attributes: https://plotly.com/javascript/reference/ */
export interface Data {
  type?: string;
  name?: string;
  // biome-ignore lint/suspicious/noExplicitAny: a cell may read and write any of Plotly's thousand attributes
  [attribute: string]: any;
}
/** A figure's layout; its attributes: https://plotly.com/javascript/reference/layout/ */
export interface Layout {
  height: number;
  width: number;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  [attribute: string]: any;
}
/** Defaults of a layout and of traces. */
export interface Template {
  layout?: Partial<Layout>;
}
