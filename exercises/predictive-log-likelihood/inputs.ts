import type { Draw } from '../marking/draw';
import { drawnFunctions, type PredictionTensors, predictionTensors } from '../marking/predictions';

/** Draws of the size of the noise and observations up to 1.8 standard deviations of noise from one of them. */
export function predictions(
  draw: Draw,
  { samples, observations, noiseSd, far = 0 }: InputOptions,
): PredictionTensors {
  const columns = drawnFunctions(draw, samples, observations, 1.2 * noiseSd).map((drawn, n) => {
    const near = drawn[draw.integer(0, samples - 1)] as number;
    return {
      drawn,
      y: Math.fround(n < far ? beyond(draw, drawn, noiseSd) : near + noiseSd * draw.away(0.3, 1.8)),
    };
  });
  return { tensors: predictionTensors(columns, noiseSd) };
}

export interface InputOptions {
  samples: number;
  observations: number;
  noiseSd: number;
  /** How many of the observations lie where exp() comes to zero even in float64. Default none. */
  far?: number;
}

/** Some forty standard deviations of noise away from every draw. */
function beyond(draw: Draw, drawn: number[], noiseSd: number): number {
  const distance = draw.away(40, 44) * noiseSd;
  return distance > 0 ? Math.max(...drawn) + distance : Math.min(...drawn) + distance;
}
