import { type Backend, tf, useBackend } from '../lib';
import { IRIS, LARGE, type NetworkSize, network, PREDICTIONS, SINE } from './bench-network';
import { ownTimes } from './compare-peers';
import { type Spread, spreadOf } from './statistics';
import { spreadText } from './table';

/** One step, or ten predictions, of a network on one backend. */
export interface BackendTime {
  figure: string;
  backend: Backend;
  time: Spread;
  timesBest: number; // 1 for the fastest backend
}

const BACKENDS: Backend[] = ['wasm', 'tensorflow', 'cpu'];
/** What the default may need on a net of the lecture, times the best backend. */
export const DEFAULT_LIMIT = 1.5;

/**
 * Measures each network on every backend; the default should be near the best on the lecture's.
 *
 * @param samples steps that are measured, after as many that are not
 */
export async function compareBackends(
  say: (line: string) => void,
  sizes: NetworkSize[] = [SINE, IRIS, PREDICTIONS, LARGE],
  samples = 50,
): Promise<BackendTime[]> {
  const all: BackendTime[] = [];
  for (const size of sizes) {
    const times = new Map<Backend, number[]>();
    const able: Backend[] = [];
    for (const backend of BACKENDS) {
      if (size === LARGE && backend === 'cpu') continue; // seconds a step
      try {
        await useBackend(backend);
        able.push(backend);
      } catch (error) {
        say(`${backend} is skipped: ${error instanceof Error ? error.message : error}`);
      }
    }
    for (const backend of able) {
      await useBackend(backend);
      const own = network(size);
      const work = size === PREDICTIONS ? own.predict : own.step;
      const count = size === LARGE ? Math.ceil(samples / 10) : samples;
      for (let i = 0; i < count; i++) work();
      times.set(backend, await ownTimes(work, count));
      tf.dispose([own.x, own.y]);
      own.model.dispose();
    }
    const best = Math.min(...[...times.values()].map((some) => spreadOf(some).median));
    for (const [backend, some] of times) {
      const time = spreadOf(some);
      all.push({ figure: size.name, backend, time, timesBest: time.median / best });
      say(
        `${size.name.padEnd(12)} ${backend.padEnd(11)} ${spreadText(time).padEnd(34)} ${(time.median / best).toFixed(2)} x the best`,
      );
    }
  }
  return all;
}

/** Whether the default backend is near the best on every network of the lecture, in one line. */
export function defaultVerdict(times: BackendTime[], chosen: Backend): string {
  const own = times.filter(({ figure, backend }) => backend === chosen && figure !== LARGE.name);
  const worst = Math.max(...own.map(({ timesBest }) => timesBest));
  const verdict = worst <= DEFAULT_LIMIT ? 'reached' : 'missed';
  return `the default, ${chosen}: ${worst.toFixed(2)} x the best on the lecture's nets, at most ${DEFAULT_LIMIT} x: ${verdict}`;
}
