import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { KernelClient } from '../runner/kernel-client';
import { spreadOf } from './statistics';

const ROUNDS = 5;

/** Seconds until a fresh kernel has imported the library, type check included, beside importing torch in Python. */
export async function importTimes(python: string | undefined, say: (line: string) => void) {
  say('\nimporting the library in a fresh kernel, type check included');
  const ours: number[] = [];
  const theirs: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push(await kernelImport());
    if (python) theirs.push(torchImport(python));
  }
  const [own, other] = [spreadOf(ours), theirs.length > 0 ? spreadOf(theirs) : undefined];
  say(`  ours ${own.median.toFixed(2)} s (${own.low.toFixed(2)}-${own.high.toFixed(2)})`);
  if (other) {
    const ratio = own.median / other.median;
    say(
      `  import torch ${other.median.toFixed(2)} s (${other.low.toFixed(2)}-${other.high.toFixed(2)}); ${ratio.toFixed(2)} x, at most 1 x: ${ratio <= 1 ? 'reached' : 'missed'}`,
    );
  }
  return { ours: own, theirs: other };
}

async function kernelImport(): Promise<number> {
  const kernel = await KernelClient.start({
    cwd: join(__dirname, '..', '..'),
    signal: AbortSignal.timeout(120_000),
  });
  const started = performance.now();
  const reply = await kernel.execute("import { tf, BayesLinear } from 'bayes-notebooks';");
  const seconds = (performance.now() - started) / 1000;
  await kernel.shutdown();
  if (reply.status !== 'ok') throw new Error(`Cannot import the library in the kernel: ${reply.evalue}`);
  return seconds;
}

/** The import alone, as in an IPython kernel that is ready. */
function torchImport(python: string): number {
  const code = 'import time; t = time.perf_counter(); import torch; print(time.perf_counter() - t)';
  return Number(spawnSync(python, ['-c', code], { encoding: 'utf8' }).stdout);
}
