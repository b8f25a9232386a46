import { type Figure, figureBundle } from '../figures/figure';
import { LiveDisplay } from './display';
import { markShown } from './show-figure';

/**
 * A place below the running cell that shows one figure at a time: each new one is drawn in the place of the last. The
 * front end skips what it cannot draw in time, and always shows the last one.
 *
 * @example
 * const place = new FigureInPlace();
 * const x = [0, 1, 2, 3];
 * for (let draw = 1; draw <= 10; draw++) {
 *   const y = x.map((value) => Math.sin(value + draw));
 *   place.show(chart({ title: `${draw}`, xTitle: 'x', yTitle: 'y', traces: [line({ x, y })], alt: 'The newest draw' }));
 * }
 */
export class FigureInPlace {
  readonly #display = new LiveDisplay();

  /**
   * Shows a figure here, below the cell that showed the first one.
   *
   * @param figure plotly's `data` and `layout`, and `alt`, its text for screen readers
   * @returns the figure; outside a notebook nothing is shown
   */
  show(figure: Figure): Figure {
    this.#display.show(figureBundle(figure));
    return markShown(figure);
  }
}
