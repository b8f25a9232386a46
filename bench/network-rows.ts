import type { Backend } from '../lib';
import {
  type BenchNetwork,
  irisSize,
  largeSize,
  type NetworkSize,
  predictionsSize,
  sineSize,
} from './bench-network';
import { benchRows, type Row } from './rows';

/** A row whose work is a network's. */
export interface NetworkRow extends Row {
  size: NetworkSize;
  work: keyof Pick<BenchNetwork, 'step' | 'predict' | 'apply'>;
  samples: number; // per round
  backend: Backend;
}

/** Times the samples of a round: by then both sides have compiled what they run. */
export const warmUpRounds = 3;

export const networkRows: NetworkRow[] = [
  { ...benchRows.sine, size: sineSize, work: 'step', samples: 200, backend: 'wasm' },
  { ...benchRows.iris, size: irisSize, work: 'step', samples: 200, backend: 'wasm' },
  { ...benchRows.predictions, size: predictionsSize, work: 'predict', samples: 60, backend: 'wasm' },
  { ...benchRows.applied, size: predictionsSize, work: 'apply', samples: 60, backend: 'wasm' },
  { ...benchRows.large, size: largeSize, work: 'step', samples: 4, backend: 'tensorflow' },
];
