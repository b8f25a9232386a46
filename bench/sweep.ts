import * as library from '../lib';
import { sendNetwork } from './agreement';
import { type NetworkSize, network } from './bench-network';
import { ownTimes } from './own-times';
import type { PeerProcess } from './peer-process';
import { spreadOf } from './statistics';

/** Median microseconds of one step against a size that grows. */
export interface SweepPoint {
  along: 'width' | 'batch';
  value: number;
  wasm: number;
  tensorflow?: number;
  pytorch?: number;
}

const widths = [10, 30, 100, 300, 1000];
const batches = [16, 64, 256, 1024, 4096];

/** Step time of 1-width-width-1 nets of 500 points against the width, and of 1-100-1 against the batch. */
export async function sweep(
  peer: PeerProcess | undefined,
  say: (line: string) => void,
): Promise<SweepPoint[]> {
  say('step time against width (two hidden layers, 200 points) and against batch size (1-100-1), median ms');
  const points: SweepPoint[] = [];
  const sizes = [
    ...widths.map((value) => ({ along: 'width' as const, value, sizes: [1, value, value, 1], batch: 200 })),
    ...batches.map((value) => ({ along: 'batch' as const, value, sizes: [1, 100, 1], batch: value })),
  ];
  for (const { along, value, sizes: layers, batch } of sizes) {
    const size: NetworkSize = { name: `${along} ${value}`, sizes: layers, batch, classes: false };
    const samples = along === 'width' && value >= 300 ? 5 : 30;
    const point: SweepPoint = { along, value, wasm: 0 };
    for (const backend of ['wasm', 'tensorflow'] as const) {
      try {
        await library.useBackend(backend);
      } catch {
        continue; // said by the command's other rows
      }
      const own = network(library, size);
      for (let i = 0; i < samples; i++) own.step();
      point[backend] = spreadOf(await ownTimes(own.step, samples)).median;
      if (peer && backend === 'wasm') {
        await sendNetwork(own, peer);
        const request = { network: own.name, with: 'PyTorch eager', work: 'step', samples, warmup: samples };
        point.pytorch = spreadOf(await peer.times(request)).median;
      }
    }
    points.push(point);
    const text = (time?: number) => (time === undefined ? '-' : (time / 1000).toPrecision(3)).padStart(8);
    say(
      `  ${along} ${String(value).padStart(5)}: wasm ${text(point.wasm)}  native ${text(point.tensorflow)}  PyTorch ${text(point.pytorch)}`,
    );
  }
  return points;
}
