import { type Backend, tf, useBackend } from '../lib';
import { IRIS, LARGE, network, PREDICTIONS, SINE } from './bench-network';
import { ownTimes } from './compare';
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

/** Measures each network on every backend; the default should be near the best on the lecture's. */
export async function compareBackends(say: (line: string) => void): Promise<BackendTime[]> {
  say("\nevery backend (the lecture's networks, and the large one that useBackend is for)");
  const all: BackendTime[] = [];
  for (const size of [SINE, IRIS, PREDICTIONS, LARGE]) {
    const times = new Map<Backend, number[]>();
    const able: Backend[] = [];
    for (const backend of BACKENDS) {
      if (size === LARGE && backend === 'cpu') continue; // seconds a step
      try {
        await useBackend(backend);
        able.push(backend);
      } catch (error) {
        say(`  ${backend} is skipped: ${error instanceof Error ? error.message : error}`);
      }
    }
    for (const backend of able) {
      await useBackend(backend);
      const own = network(size);
      const work = size === PREDICTIONS ? own.predict : own.step;
      const samples = size === LARGE ? 5 : 50;
      for (let i = 0; i < samples; i++) work();
      times.set(backend, await ownTimes(work, samples));
      tf.dispose([own.x, own.y]);
      own.model.dispose();
    }
    const best = Math.min(...[...times.values()].map((some) => spreadOf(some).median));
    for (const [backend, some] of times) {
      const time = spreadOf(some);
      all.push({ figure: size.name, backend, time, timesBest: time.median / best });
      say(
        `  ${size.name.padEnd(12)} ${backend.padEnd(11)} ${spreadText(time).padEnd(34)} ${(time.median / best).toFixed(2)} x the best`,
      );
    }
  }
  return all;
}
