import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { root } from '#setup/project-paths.mjs';
import * as library from '../lib';
import { sendNetwork } from './agreement';
import { network } from './bench-network';
import { type Clone, cloneAt } from './clone';
import { type Comparison, comparison } from './comparison';
import type { ColdRow } from './network-rows';
import { PeerProcess } from './peer-process';
import { source } from './python-peers';
import type { Side } from './side';
import { spreadOf } from './statistics';

const numRounds = 7;
/** What a student's training takes, most of it while V8 still warms up. */
export const coldSteps = 1000;

/** Puts a program and what it starts on one core. */
const pinning = ['taskset', '--cpu-list', '0'];

/** Each peer of a cold row, and whether both sides have one core. */
const places = [
  { peer: 'PyTorch eager, two cores', pinned: false },
  { peer: 'PyTorch eager, one core', pinned: true },
];

/** The first steps of fresh processes, the very first included, ours and PyTorch's in turns. */
export async function compareColdStarts(
  row: ColdRow,
  python: string | undefined,
  say: (line: string) => void,
): Promise<Comparison[]> {
  const all: Comparison[] = [];
  for (const { peer, pinned } of places) {
    if (pinned && !canPin()) {
      say(`${peer} is skipped: there is no ${pinning[0]}`);
      continue;
    }
    const [ours, theirs]: [number[][], number[][]] = [[], []];
    for (let round = 1; round <= numRounds; round++) {
      ours.push(await ownColdTimes(row, cloneAt(root), pinned));
      if (python) theirs.push(await pytorchColdTimes(row, python, pinned));
    }
    all.push(
      python
        ? comparison(row, peer, ours, theirs)
        : { row: row.name, peer: '', ours: spreadOf(ours.flat()), ratio: Number.NaN },
    );
  }
  return all;
}

/** The same of a clone: each round is a fresh process. */
export async function coldSide(row: ColdRow, clone: Clone): Promise<Side> {
  return { results: {}, times: () => ownColdTimes(row, clone, false), stop: () => undefined };
}

/** Microseconds of a step, as one number. */
const ownColdTimes = ({ of }: ColdRow, { door }: Clone, pinned: boolean): Promise<number[]> =>
  inFreshProcess(
    [process.execPath, join(__dirname, 'network-process.js'), door],
    pinned,
    async (peer) => ((await peer.ask({ do: 'cold', row: of.name, steps: coldSteps })) as Times).times,
  );

const pytorchColdTimes = ({ of }: ColdRow, python: string, pinned: boolean): Promise<number[]> =>
  inFreshProcess([python, source('peer.py')], pinned, async (peer) => {
    const own = network(library, of.size);
    await sendNetwork(own, peer);
    own.dispose();
    const request = { network: own.name, with: 'PyTorch eager', work: 'step', samples: coldSteps };
    const times = await peer.times(request);
    return [times.reduce((sum, time) => sum + time, 0) / coldSteps];
  });

interface Times {
  times: number[];
}

async function inFreshProcess<T>(
  command: string[],
  pinned: boolean,
  ask: (peer: PeerProcess) => Promise<T>,
): Promise<T> {
  const peer = new PeerProcess(pinned ? [...pinning, ...command] : command);
  try {
    return await ask(peer);
  } finally {
    peer.stop();
  }
}

function canPin(): boolean {
  const [program, ...argv] = [...pinning, process.execPath, '--version'];
  return spawnSync(program as string, argv).status === 0;
}
