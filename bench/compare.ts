import { checkAgreement, sendNetwork } from './agreement';
import { type BenchNetwork, type NetworkSize, network } from './bench-network';
import type { Peer } from './peer';
import { limitTimes } from './python-peers';
import { ratioOf, type Spread, spreadOf } from './statistics';

/** One of our figures beside one peer's. */
export interface Comparison {
  figure: string;
  peer: string;
  ours: Spread; // microseconds
  theirs: Spread;
  ratio: number; // ours / theirs
  target?: number;
  agreement?: number; // largest relative distance of loss, KL and gradients
}

/** What is measured: a work of a network beside some peers, with the ratio to reach. */
export interface Figure {
  name: string;
  title: string;
  size: NetworkSize;
  work: 'step' | 'predict';
  samples: number; // per round
  peers: { name: string; target?: number }[];
}

const ROUNDS = 9;
const WARM_UP = 3; // times the samples of a round, on both sides

/** Measures one figure in rounds, ours and each peer's in turn. */
export async function compare(
  figure: Figure,
  peer: Peer | undefined,
  say: (line: string) => void,
): Promise<Comparison[]> {
  const own = network(figure.size);
  const work = () => own[figure.work]();
  const rivals: { name: string; target?: number; times(warmup: number): Promise<number[]> }[] = [];
  let agreement: number | undefined;
  if (peer) {
    await sendNetwork(own, peer);
    agreement = await checkAgreement(own, peer);
    say(`loss, KL and gradients agree with PyTorch to ${agreement.toExponential(1)}`);
    for (const { name, target } of figure.peers) {
      const request = { network: own.name, with: name, work: figure.work, samples: figure.samples };
      rivals.push({ name, target, times: (warmup) => peer.times({ ...request, warmup }) });
    }
  }
  if (figure.name === 'sine') {
    rivals.push({ name: 'C, fused by hand', times: async () => limitTimes(figure.samples) });
  }
  await ownTimes(work, WARM_UP * figure.samples); // compiled by now
  const results: Comparison[] = [];
  const able: typeof rivals = [];
  for (const rival of rivals) {
    try {
      await rival.times(WARM_UP * figure.samples);
      able.push(rival);
    } catch (error) {
      say(`${rival.name} is skipped: ${error instanceof Error ? error.message : error}`);
    }
  }
  const ours: number[][] = [];
  const theirs = able.map((): number[][] => []);
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await ownTimes(work, figure.samples));
    for (const [i, rival] of able.entries()) theirs[i]?.push(await rival.times(1));
  }
  for (const [i, { name, target }] of able.entries()) {
    const times = theirs[i] as number[][];
    results.push({
      figure: figure.name,
      peer: name,
      ours: spreadOf(ours.flat()),
      theirs: spreadOf(times.flat()),
      ratio: ratioOf(ours, times),
      target,
      agreement,
    });
  }
  if (able.length === 0) {
    const alone = spreadOf(ours.flat());
    results.push({ figure: figure.name, peer: '', ours: alone, theirs: alone, ratio: Number.NaN });
  }
  release(own);
  return results;
}

/** Microseconds of each run, by mitata. */
export async function ownTimes(work: () => void, samples: number): Promise<number[]> {
  const { measure } = await import('mitata');
  const stats = await measure(work, {
    min_samples: samples,
    max_samples: samples,
    min_cpu_time: 0,
    batch_samples: 1,
  });
  return stats.samples.map((nanoseconds: number) => nanoseconds / 1000);
}

function release({ model, x, y }: BenchNetwork): void {
  model.dispose();
  x.dispose();
  y.dispose();
}
