import type { Backend } from '../lib';
import {
  type BenchNetwork,
  irisSize,
  largeSize,
  type NetworkSize,
  predictionsSize,
  sineSize,
} from './bench-network';
import { benchRows, type Peer, type Row } from './rows';

/** A row whose work is a network's. */
export interface NetworkRow extends Row {
  size: NetworkSize;
  work: keyof Pick<BenchNetwork, 'step' | 'predict' | 'apply'>;
  samples: number; // per round
  backend: Backend;
}

/** A row of a network's first steps in a fresh process. */
export interface ColdRow extends Row {
  /** The row that has them warmed up. */
  of: NetworkRow;
}

/** A row of a network's step with two threads on each side. */
export interface ThreadsRow extends Row {
  /** The row that has it with one. */
  of: NetworkRow;
  peers: [Peer];
}

/** Times the samples of a round: by then both sides have compiled what they run. */
export const warmUpRounds = 3;

const sine: NetworkRow = {
  ...benchRows.sine,
  size: sineSize,
  work: 'step',
  samples: 200,
  backend: 'wasm',
};
const iris: NetworkRow = { ...sine, ...benchRows.iris, size: irisSize };
const large: NetworkRow = {
  ...benchRows.large,
  size: largeSize,
  work: 'step',
  samples: 4,
  backend: 'tensorflow',
};

export const networkRows: NetworkRow[] = [
  sine,
  iris,
  { ...benchRows.predictions, size: predictionsSize, work: 'predict', samples: 60, backend: 'wasm' },
  { ...benchRows.applied, size: predictionsSize, work: 'apply', samples: 60, backend: 'wasm' },
  large,
];

export const threadsRows: ThreadsRow[] = [
  { ...benchRows.threadsSine, of: sine },
  { ...benchRows.threadsIris, of: iris },
  { ...benchRows.threadsLarge, of: large },
];

export const coldRows: ColdRow[] = [
  { ...benchRows.coldSine, of: sine },
  { ...benchRows.coldIris, of: iris },
];
