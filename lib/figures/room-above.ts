import type { Layout } from './plotly';

/** The layout with so many pixels of room above the panels; a title of the whole figure rises above it. */
export function withRoomAbove(layout: Partial<Layout>, pixels: number): Partial<Layout> {
  const { annotations, margin, height } = layout;
  return {
    ...layout,
    ...(height !== undefined && { height: height + pixels }),
    ...(margin && { margin: { ...margin, t: (margin.t ?? 0) + pixels } }),
    ...(annotations && {
      annotations: annotations.map((title) =>
        title.yref === 'paper' ? { ...title, yshift: (title.yshift ?? 0) + pixels } : title,
      ),
    }),
  };
}
