import type { Figure } from '../figures/figure';
import { type IrisFigureOptions, irisFigure } from '../figures/iris-figure';
import type { Matrix, Vector } from '../figures/values';
import { showFigure } from './show-figure';

/**
 * Shows the flowers twice, coloured by their true and by their predicted species; misclassified ones are ringed.
 *
 * @param x features [n, at least 2]: columns 0 and 1 are sepal length and width. Array or tensor
 * @param y true classes [n], 0 to 2
 * @param predicted predicted classes [n], 0 to 2
 * @param options `units` says what the features are measured in: `'cm'`, or `'standardised'`, which is also the
 *   default where a length is not positive
 * @returns the figure shown: plotly's `{ data, layout }`, and `alt`, its text for screen readers
 * @throws {TypeError} for other shapes
 * @throws {RangeError} for another class, or a value that is not finite
 * @example
 * irisDrawPlots(xTest, yTest, forward(model, xTest).argMax<tf.Tensor1D>(1));
 */
export function irisDrawPlots(
  x: Matrix,
  y: Vector,
  predicted: Vector,
  options: IrisFigureOptions = {},
): Figure {
  return showFigure(irisFigure(x, y, predicted, options));
}
