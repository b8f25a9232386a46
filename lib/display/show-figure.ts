import { type Figure, figureBundle } from '../figures/figure';
import { showBundle } from './display';

/**
 * Shows a figure below the running cell and returns it; outside a notebook it shows nothing.
 *
 * @param figure plotly's `data` and `layout`, and `alt`, its text for screen readers
 * @example
 * showFigure(chart({ title: 'Prior', xTitle: 'x', yTitle: 'y', traces: [line({ x, y })], alt: 'Draws from the prior' }));
 */
export function showFigure(figure: Figure): Figure {
  showBundle(figureBundle(figure));
  return markShown(figure);
}

/** Tells the kernel that a cell which ends with this figure need not print it as well. */
export function markShown(figure: Figure): Figure {
  return Object.defineProperty(figure, Symbol.for('bayes-notebooks.shown'), { value: true });
}
