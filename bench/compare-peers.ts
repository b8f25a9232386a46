import * as library from '../lib';
import { checkAgreement, sendNetwork } from './agreement';
import { network } from './bench-network';
import { type Comparison, comparison } from './comparison';
import { type NetworkRow, warmUpRounds } from './network-rows';
import { ownTimes } from './own-times';
import type { PeerProcess } from './peer-process';
import type { Peer } from './rows';
import { cTimes } from './sine-step';
import { spreadOf } from './statistics';

/** The peer that is no Python: the whole step in C, about what one core can do. */
const cProgram = 'C, fused by hand';

const numRounds = 9;

/** Measures one row in rounds, ours and each peer's in turn. */
export async function comparePeers(
  row: NetworkRow,
  python: PeerProcess | undefined,
  say: (line: string) => void,
): Promise<Comparison[]> {
  const own = network(library, row.size);
  const work = () => own[row.work]();
  const peers: (Peer & { times(warmup: number): Promise<number[]> })[] = [];
  let agreement: number | undefined;
  if (python) {
    await sendNetwork(own, python);
    agreement = await checkAgreement(own, python);
    say(`loss, KL, gradients and predictions agree with PyTorch to ${agreement.toExponential(1)}`);
  }
  for (const peer of row.peers) {
    if (peer.name === cProgram) peers.push({ ...peer, times: async () => cTimes(row.samples) });
    else if (python) {
      const work = row.work === 'step' ? 'step' : 'predict';
      const request = { network: own.name, with: peer.name, work, samples: row.samples };
      peers.push({ ...peer, times: (warmup) => python.times({ ...request, warmup }) });
    }
  }
  await ownTimes(work, warmUpRounds * row.samples); // compiled by now
  const able: typeof peers = [];
  for (const peer of peers) {
    say(`warming up ${peer.name} ...`);
    try {
      await peer.times(warmUpRounds * row.samples);
      able.push(peer);
    } catch (error) {
      say(`${peer.name} is skipped: ${error instanceof Error ? error.message : error}`);
    }
  }
  say(`measuring ${numRounds} rounds ...`);
  const ours: number[][] = [];
  const theirs = able.map((): number[][] => []);
  for (let round = 0; round < numRounds; round++) {
    ours.push(await ownTimes(work, row.samples));
    for (const [i, peer] of able.entries()) theirs[i]?.push(await peer.times(1));
  }
  own.dispose();
  if (able.length === 0) return [{ row: row.name, peer: '', ours: spreadOf(ours.flat()), ratio: Number.NaN }];
  return able.map(({ name }, i) => ({ ...comparison(row, name, ours, theirs[i] as number[][]), agreement }));
}
