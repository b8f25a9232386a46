import { checkAgreement, sendNetwork } from './agreement';
import { type BenchNetwork, type NetworkSize, network } from './bench-network';
import { type Comparison, comparison } from './comparison';
import type { Peer } from './peer-process';
import type { Rival, Row } from './rows';
import { limitTimes } from './sine-step';
import { spreadOf } from './statistics';

/** A row that a network's work is measured for. */
export interface Figure extends Row {
  size: NetworkSize;
  work: 'step' | 'predict' | 'apply';
  samples: number; // per round
}

/** Who does not compute the network but stands for the limit: the fused C program. */
const LIMIT = 'C, fused by hand';

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
  const rivals: (Rival & { times(warmup: number): Promise<number[]> })[] = [];
  let agreement: number | undefined;
  if (peer) {
    await sendNetwork(own, peer);
    agreement = await checkAgreement(own, peer);
    say(`loss, KL, gradients and predictions agree with PyTorch to ${agreement.toExponential(1)}`);
  }
  for (const rival of figure.rivals) {
    if (rival.name === LIMIT) rivals.push({ ...rival, times: async () => limitTimes(figure.samples) });
    else if (peer) {
      const work = figure.work === 'step' ? 'step' : 'predict';
      const request = { network: own.name, with: rival.name, work, samples: figure.samples };
      rivals.push({ ...rival, times: (warmup) => peer.times({ ...request, warmup }) });
    }
  }
  await ownTimes(work, WARM_UP * figure.samples); // compiled by now
  const results: Comparison[] = [];
  const able: typeof rivals = [];
  for (const rival of rivals) {
    say(`warming up ${rival.name} ...`);
    try {
      await rival.times(WARM_UP * figure.samples);
      able.push(rival);
    } catch (error) {
      say(`${rival.name} is skipped: ${error instanceof Error ? error.message : error}`);
    }
  }
  say(`measuring ${ROUNDS} rounds ...`);
  const ours: number[][] = [];
  const theirs = able.map((): number[][] => []);
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await ownTimes(work, figure.samples));
    for (const [i, rival] of able.entries()) theirs[i]?.push(await rival.times(1));
  }
  for (const [i, { name }] of able.entries())
    results.push({ ...comparison(figure, name, ours, theirs[i] as number[][]), agreement });
  if (able.length === 0) {
    results.push({ figure: figure.name, peer: '', ours: spreadOf(ours.flat()), ratio: Number.NaN });
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
