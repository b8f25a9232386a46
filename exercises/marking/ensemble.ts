import type { TensorData } from '../model-spec';
import type { Draw } from './draw';
import { tensor } from './tensors';

/**
 * Sampled weights [W1, b1, W2, b2, ...] of a net with these layer sizes, for each member. Biases and members lie at
 * different levels, so that no wrong mean comes near the right one.
 */
export function sampledWeights(draw: Draw, members: number, sizes: number[]): TensorData[][] {
  return Array.from({ length: members }, (_, m) => {
    const own = draw.branch(m);
    const level = own.away(0.3, 1.5);
    return sizes
      .slice(1)
      .flatMap((units, i) => [
        tensor([sizes[i] as number, units], () => Math.fround(level + own.away(0.2, 1))),
        tensor([units], () => Math.fround(1 - level + own.away(0.2, 1))),
      ]);
  });
}
