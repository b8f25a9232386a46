import { drawAside } from '../draw-aside';
import type { Figure } from '../figures/figure';
import { grid, predictionFigure } from '../figures/prediction-figure';
import type { Vector } from '../figures/values';
import { predictive } from '../predictive';
import { figureStream } from '../random';
import * as tf from '../tensorflow';
import type { LiveFigure } from './live-figure';
import { showFigure } from './show-figure';

/** What the predictions are drawn from, and where. */
export interface PlotPredictionsOptions {
  /** The noisy training data's x, [n] or [n, 1]. */
  x: Vector;
  /** The noisy training data's y, [n] or [n, 1]. */
  y: Vector;
  /** The live figure to redraw in place; without one a figure of its own is shown. */
  live?: Pick<LiveFigure, 'setPrediction'>;
  /** Functions to sample, an integer of at least 2; 10 by default. */
  numSamples?: number;
  /** Standard deviation of the observation noise, at least 0; 0.1 by default. */
  noiseSigma?: number;
  /** The panel's title; `Prediction` by default. */
  title?: string;
}

/**
 * Shows noisy data, functions sampled from the posterior, their mean, the epistemic band of 3 sd (n - 1) and the
 * predictive band of 3 sqrt(sd^2 + noiseSigma^2), on 700 points from -3.4 to 3.4.
 *
 * Each function is one concrete draw of all weights, used for the whole grid: `model.predict` would draw anew for every
 * 32 points. They are drawn from a stream of the figures' own: whether the figure is shown or not changes no number of
 * a training.
 *
 * @param model a net from one input to one output with BayesLinear layers
 * @param options the data and, where the figure is to be redrawn in place, the live figure
 * @returns the figure shown: plotly's `{ data, layout }`, and `alt`, its text for screen readers
 * @throws {TypeError} where the model is not from [n, 1] to [n, 1], there are no options, or x and y differ in length
 * @throws {RangeError} for fewer than 2 samples, a negative noiseSigma, or a value that is not finite
 * @example
 * plotPredictions(model, { x: xReg, y: yReg });
 */
export function plotPredictions(model: tf.LayersModel, options: PlotPredictionsOptions): Figure {
  if (Object(options) !== options)
    throw new TypeError(
      `Cannot draw the predictions: options must be an object such as { x, y }, got ${options}`,
    );
  const { live, numSamples = 10, ...rest } = options;
  const figure = predictionFigure({
    ...rest,
    predictions: drawAside(figureStream(), () => sampledFunctions(model, numSamples)),
  });
  return live ? live.setPrediction(figure) : showFigure(figure);
}

/** Functions drawn from the posterior, [numSamples, grid points]. */
function sampledFunctions(model: tf.LayersModel, numSamples: number): number[][] {
  if (!Number.isInteger(numSamples) || numSamples < 2)
    throw new RangeError(
      `Cannot draw the predictions: numSamples must be an integer of at least 2, got ${numSamples}`,
    );
  return tf.tidy(() => {
    const x = tf.linspace(grid.from, grid.to, grid.points).expandDims(1); // [points, 1]
    const functions = predictive(model, x, { numSamples }); // [numSamples, points, 1]
    if (functions.size !== numSamples * grid.points)
      throw new TypeError(
        `Cannot draw the predictions: the model must give one output for one input, got shape [${functions.shape.slice(1)}]`,
      );
    return functions.reshape<tf.Tensor2D>([numSamples, grid.points]).arraySync();
  });
}
