import { irisFigure } from '../../lib/figures/iris-figure';
import { predictionFigure } from '../../lib/figures/prediction-figure';

const across = Array.from({ length: 700 }, (_, i) => -3.4 + (6.8 * i) / 699);
const data = across.filter((_, i) => i % 2);

/** Ten functions near a sine, their mean and their bands, around noisy data. */
export const prediction = predictionFigure({
  x: data,
  y: data.map((x, i) => Math.sin(x) + 0.1 * Math.sin(i * 7)),
  predictions: Array.from({ length: 10 }, (_, k) => across.map((x) => Math.sin(x) + 0.05 * Math.cos(k + x))),
});

/** Three flowers, the last of them misclassified. */
export const iris = irisFigure(
  [
    [5.1, 3.5],
    [7, 3.2],
    [6.3, 3.3],
  ],
  [0, 1, 2],
  [0, 1, 1],
);
