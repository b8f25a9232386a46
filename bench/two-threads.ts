import { root } from '#setup/project-paths.mjs';
import * as library from '../lib';
import { checkAgreement, sendNetwork } from './agreement';
import { network } from './bench-network';
import { cloneAt } from './clone';
import { type Comparison, comparison } from './comparison';
import { type ThreadsRow, warmUpRounds } from './network-rows';
import { networkSide } from './network-side';
import { PeerProcess } from './peer-process';
import { source } from './python-peers';

const numRounds = 9;
const threads = 2;

/** Measures a row's network with two threads on each side, in turns; ours in a process of its own, which has them from its start. */
export async function compareTwoThreads(
  row: ThreadsRow,
  python: string,
  say: (line: string) => void,
): Promise<Comparison[]> {
  const [peer] = row.peers;
  const { samples } = row.of;
  const theirs = new PeerProcess([python, source('peer.py')], threads);
  const own = network(library, row.of.size);
  const { name } = own;
  try {
    await sendNetwork(own, theirs);
    const agreement = await checkAgreement(own, theirs);
    const ours = await networkSide(row.of, cloneAt(root), threads);
    try {
      const request = { network: name, with: peer.name, work: 'step', samples };
      await theirs.times({ ...request, warmup: warmUpRounds * samples });
      say(`measuring ${numRounds} rounds ...`);
      const [here, there]: [number[][], number[][]] = [[], []];
      for (let round = 0; round < numRounds; round++) {
        here.push(await ours.times());
        there.push(await theirs.times({ ...request, warmup: 1 }));
      }
      return [{ ...comparison(row, peer.name, here, there), agreement }];
    } finally {
      ours.stop();
    }
  } finally {
    own.dispose();
    theirs.stop();
  }
}
