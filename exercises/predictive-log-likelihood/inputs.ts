import type { Draw } from '../marking/draw';
import {
  type Column,
  drawnFunctions,
  type PredictionTensors,
  predictionTensors,
} from '../marking/predictions';

export interface InputOptions {
  samples: number;
  observations: number;
  noiseSd: number;
  /**
   * How many of the observations lie where exp() comes to zero even in float64, from every draw; for as many more one draw
   * lies as far away from the others. Default none.
   */
  far?: number;
}

/** Draws of the size of the noise and observations up to 1.8 standard deviations of noise from one of them. */
export function predictions(
  draw: Draw,
  { samples, observations, noiseSd, far = 0 }: InputOptions,
): PredictionTensors {
  const columns = drawnFunctions(draw, samples, observations, 1.2 * noiseSd).map((drawn, n): Column => {
    if (n < far) return { drawn, y: beyond(draw, drawn, noiseSd) };
    const [first = 0, ...rest] = drawn;
    return near(draw, n < 2 * far ? [beyond(draw, rest, noiseSd), ...rest] : [first, ...rest], noiseSd);
  });
  return { tensors: predictionTensors(columns, noiseSd) };
}

function near(draw: Draw, drawn: number[], noiseSd: number): Column {
  const nearest = drawn[draw.integer(0, drawn.length - 1)] as number;
  return { drawn, y: Math.fround(nearest + noiseSd * draw.away(0.3, 1.8)) };
}

/** Some forty standard deviations of noise away from every draw. */
function beyond(draw: Draw, drawn: number[], noiseSd: number): number {
  const distance = draw.away(40, 44) * noiseSd;
  return Math.fround((distance > 0 ? Math.max(...drawn) : Math.min(...drawn)) + distance);
}
