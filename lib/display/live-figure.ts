import type { Figure } from '../figures/figure';
import { type LossRecord, trainingFigure } from '../figures/training-figure';
import { FigureInPlace } from './figure-in-place';

/** How a live figure is made. */
export interface LiveFigureOptions {
  /** Steps of the training run, a positive integer. */
  steps: number;
}

/** A run's losses are redrawn this often, evenly over its steps; each of them is kept, whatever is drawn. */
const redraws = 100;

/**
 * A figure of a training run, redrawn in place: progress bar, loss curve and, once `plotPredictions` was given it,
 * the newest prediction.
 *
 * @example
 * const live = new LiveFigure({ steps: 1000 });
 * for (let step = 0; step < 1000; step++) {
 *   const loss = train();
 *   live.record(step, loss);
 *   if (step % 50 === 0) plotPredictions(model, { x, y, live });
 * }
 */
export class LiveFigure {
  /** Steps of the training run. */
  readonly steps: number;
  readonly #place = new FigureInPlace();
  readonly #history: LossRecord[] = [];
  readonly #every: number;
  #prediction: Figure | undefined;

  /** @throws {RangeError} where `steps` is not a positive integer */
  constructor({ steps }: LiveFigureOptions) {
    if (!Number.isInteger(steps) || steps < 1)
      throw new RangeError(`Cannot make a live figure: steps must be a positive integer, got ${steps}`);
    this.steps = steps;
    this.#every = Math.ceil(steps / redraws);
  }

  /**
   * Keeps a step's loss; every hundredth of the run, and at its end, the figure is redrawn.
   *
   * @param step 0 for the first step, up to steps - 1, growing from call to call
   * @param loss any finite number
   * @throws {RangeError} where a step is out of its range or order, or the loss is not finite
   */
  record(step: number, loss: number): void {
    if (!Number.isInteger(step) || step < 0 || step >= this.steps)
      throw new RangeError(
        `Cannot record a loss: step must be an integer from 0 to ${this.steps - 1}, got ${step}`,
      );
    const last = this.#history.at(-1)?.step ?? -1;
    if (step <= last)
      throw new RangeError(
        `Cannot record step ${step} after step ${last}: steps must grow; make a new LiveFigure for a new run`,
      );
    if (!Number.isFinite(loss))
      throw new RangeError(`Cannot record the loss of step ${step}: it must be a finite number, got ${loss}`);
    this.#history.push({ step, loss });
    if (step % this.#every === 0 || step === this.steps - 1) this.#draw();
  }

  /**
   * Shows another prediction beside the loss from now on.
   *
   * @param prediction a figure of one panel, such as `predictionFigure` makes
   * @returns the whole figure, as it was redrawn
   */
  setPrediction(prediction: Figure): Figure {
    this.#prediction = prediction;
    return this.#draw();
  }

  #draw(): Figure {
    return this.#place.show(trainingFigure(this.steps, this.#history, this.#prediction));
  }
}
