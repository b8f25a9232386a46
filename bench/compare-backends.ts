import type { Backend } from '../lib';
import * as library from '../lib';
import { irisSize, largeSize, type NetworkSize, network, predictionsSize, sineSize } from './bench-network';
import { ownTimes } from './own-times';
import { type Spread, spreadOf } from './statistics';
import { spreadText } from './table';

/** One step, or ten predictions, of a network on one backend. */
export interface BackendTime {
  row: string;
  backend: Backend;
  time: Spread;
  timesBest: number; // 1 for the fastest backend
}

const allBackends: Backend[] = ['wasm', 'tensorflow', 'cpu'];
/** What the default may need on a net of the lecture, times the best backend. */
export const mostTimesBest = 1.5;

/**
 * Measures each network on every backend; the default should be near the best on the lecture's.
 *
 * @param samples steps that are measured, after as many that are not
 */
export async function compareBackends(
  say: (line: string) => void,
  sizes: NetworkSize[] = [sineSize, irisSize, predictionsSize, largeSize],
  samples = 50,
): Promise<BackendTime[]> {
  const all: BackendTime[] = [];
  for (const size of sizes) {
    const times = new Map<Backend, number[]>();
    const able: Backend[] = [];
    for (const backend of allBackends) {
      if (size === largeSize && backend === 'cpu') continue; // seconds a step
      try {
        await library.useBackend(backend);
        able.push(backend);
      } catch (error) {
        say(`${backend} is skipped: ${error instanceof Error ? error.message : error}`);
      }
    }
    for (const backend of able) {
      await library.useBackend(backend);
      const own = network(library, size);
      const work = size === predictionsSize ? own.predict : own.step;
      const count = size === largeSize ? Math.ceil(samples / 10) : samples;
      for (let i = 0; i < count; i++) work();
      times.set(backend, await ownTimes(work, count));
      own.dispose();
    }
    const best = Math.min(...[...times.values()].map((some) => spreadOf(some).median));
    for (const [backend, some] of times) {
      const time = spreadOf(some);
      all.push({ row: size.name, backend, time, timesBest: time.median / best });
      say(
        `${size.name.padEnd(12)} ${backend.padEnd(11)} ${spreadText(time).padEnd(34)} ${(time.median / best).toFixed(2)} x the best`,
      );
    }
  }
  return all;
}

/** Whether the default backend is near the best on every network of the lecture, in one line. */
export function defaultVerdict(times: BackendTime[], chosen: Backend): string {
  const own = times.filter(({ row, backend }) => backend === chosen && row !== largeSize.name);
  const worst = Math.max(...own.map(({ timesBest }) => timesBest));
  const verdict = worst <= mostTimesBest ? 'reached' : 'missed';
  return `the default, ${chosen}: ${worst.toFixed(2)} x the best on the lecture's nets, at most ${mostTimesBest} x: ${verdict}`;
}
