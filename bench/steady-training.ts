import { spawn } from 'node:child_process';
import * as library from '../lib';
import { irisSize, network, sineSize } from './bench-network';
import { benchRows } from './rows';

/** A process that trains, looked at now and then. */
export interface SteadyTraining {
  network: string;
  backend: string;
  /** Tensors and resident memory [MiB] after so many steps. */
  samples: { steps: number; tensors: number; rss: number }[];
  flat: boolean;
}

const numSteps = 100_000;
const numSamples = 20;
/** The optimizer's moments, compiled code and V8's heap settle within the first fifth. */
const settledShare = 0.2;
/**
 * What resident memory may grow by between the first and the last third after that, in MiB. A step that kept one scalar
 * object of V8 (about 100 bytes, the least a leaked tensor costs) would keep 100 bytes x 53,000 steps = 5 MiB between the
 * two thirds' middles; one that kept the gradient of a layer (100 floats) 20 MiB and more. V8 itself moves by a few MiB,
 * which the thirds' medians leave out.
 */
export const toleranceMib = 5;

/** Trains the sine and the iris net for 100,000 steps, each in a process of its own, both at once: nothing is timed. */
export async function steadyTraining(say: (line: string) => void): Promise<SteadyTraining[]> {
  say(`\n${benchRows.steady.title}: the sine and the iris net, each in a process of its own`);
  const runs = await Promise.all([sineSize, irisSize].map(({ name }) => inOwnProcess(name, say)));
  for (const { network: name, backend, samples, flat } of runs) {
    const [first, last] = [samples[Math.round(settledShare * numSamples)], samples.at(-1)];
    say(
      `  ${name} on ${backend}: ${first?.tensors} tensors and ${first?.rss.toFixed(0)} MiB after ${first?.steps} steps, ` +
        `${last?.tensors} and ${last?.rss.toFixed(0)} MiB after ${last?.steps}: ${flat ? 'flat' : 'NOT flat'}`,
    );
  }
  return runs;
}

/** Whether the number of tensors never changes, and memory does not grow once it has settled. */
export function isFlat(samples: SteadyTraining['samples']): boolean {
  const settled = samples.slice(Math.round(settledShare * samples.length));
  const third = Math.floor(settled.length / 3);
  const middle = (some: typeof samples) =>
    some.map(({ rss }) => rss).sort((a, b) => a - b)[Math.floor(some.length / 2)] as number;
  const growth = middle(settled.slice(-third)) - middle(settled.slice(0, third));
  return new Set(samples.map(({ tensors }) => tensors)).size === 1 && growth <= toleranceMib;
}

async function inOwnProcess(name: string, say: (line: string) => void): Promise<SteadyTraining> {
  const child = spawn(process.execPath, ['--expose-gc', __filename, name], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const samples: SteadyTraining['samples'] = [];
  let [backend, rest] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() as string;
    for (const { backend: used, ...sample } of lines.map((line) => JSON.parse(line))) {
      backend = used;
      samples.push(sample);
      if (samples.length % 5 === 0) say(`  ${name}: ${sample.steps} steps ...`);
    }
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  if (code !== 0 || samples.length !== numSamples)
    throw new Error(`Cannot train the ${name} net for ${numSteps} steps: its process ended with ${code}`);
  return { network: name, backend, samples, flat: isFlat(samples) };
}

/** The process: trains, and prints one JSON line at each look. */
async function train(name: string): Promise<void> {
  const { tf } = library;
  await tf.ready();
  const { step } = network(library, name === sineSize.name ? sineSize : irisSize);
  for (let steps = 1; steps <= numSteps; steps++) {
    step();
    if (steps % (numSteps / numSamples) !== 0) continue;
    global.gc?.(); // what is unreachable is no leak
    const [rss, { numTensors: tensors }] = [process.memoryUsage.rss() / 2 ** 20, tf.memory()];
    console.log(JSON.stringify({ steps, tensors, rss, backend: tf.getBackend() }));
  }
}

if (require.main === module) void train(process.argv[2] as string);
