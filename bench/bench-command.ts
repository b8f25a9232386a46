import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { tf, useBackend } from '../lib';
import { IRIS, LARGE, PREDICTIONS, SINE } from './bench-network';
import { type Comparison, compare, type Figure } from './compare';
import { compareBackends } from './compare-backends';
import { gradingTimes } from './grading-time';
import { importTimes } from './import-time';
import { Peer } from './peer';
import { type BenchReport, writePerformanceDocument } from './performance-document';
import { benchPython, source } from './python-peers';
import { sweep } from './sweep';
import { table } from './table';

const HELP = `Usage: npm run bench [-- OPTIONS]

Measures training and prediction beside PyTorch and JAX, in turn and on one thread each, and prints medians, the middle
half and the ratio of both. Peers stand in their own environment, which the first run sets up in .bench/ (about 1 GB);
those that cannot be had are skipped with a word. Before timing, both sides have to agree on loss, KL and gradients.

  --only NAME   one of sine, iris, predictions, large, backends, import, sweep, grading
  --json FILE   also writes the figures to FILE
  --docs        also writes docs/performance.md and its pictures (needs Chromium)
  --no-peers    measures this project alone`;

const PYTHON = [{ name: 'PyTorch eager', target: 0.4 }, { name: 'torch.compile' }, { name: 'JAX jit' }];

const FIGURES: Figure[] = [
  {
    name: 'sine',
    title: 'one step of the sine net 1-100-1, 500 points',
    size: SINE,
    work: 'step',
    samples: 200,
    peers: PYTHON,
  },
  {
    name: 'iris',
    title: 'one step of the iris net 4-100-3, 112 flowers',
    size: IRIS,
    work: 'step',
    samples: 200,
    peers: PYTHON,
  },
  {
    name: 'predictions',
    title: 'ten sampled predictions at 700 points',
    size: PREDICTIONS,
    work: 'predict',
    samples: 60,
    peers: [{ name: 'PyTorch eager', target: 0.5 }],
  },
  {
    name: 'large',
    title: 'one step of 784-512-512-10, 256 pictures, native TensorFlow',
    size: LARGE,
    work: 'step',
    samples: 4,
    peers: [{ name: 'PyTorch eager', target: 1.5 }, { name: 'torch.compile' }, { name: 'JAX jit' }],
  },
];
const OTHERS = ['backends', 'import', 'sweep', 'grading'];

/** @returns 0; 2 for wrong usage */
export async function run(argv: string[]): Promise<number> {
  const options = {
    only: { type: 'string' },
    json: { type: 'string' },
    docs: { type: 'boolean' },
    'no-peers': { type: 'boolean' },
    help: { type: 'boolean', short: 'h' },
  } as const;
  let values: ReturnType<typeof parseArgs<{ options: typeof options }>>['values'];
  try {
    values = parseArgs({ args: argv, options }).values;
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message.split('. ')[0] : error}. See: npm run bench -- --help`,
    );
    return 2;
  }
  if (values.help) {
    console.log(HELP);
    return 0;
  }
  const names = [...FIGURES.map(({ name }) => name), ...OTHERS];
  if (values.only !== undefined && !names.includes(values.only)) {
    console.error(`Cannot measure ${values.only}: --only takes one of ${names.join(', ')}`);
    return 2;
  }
  if (values.docs && values.only !== undefined) {
    console.error('Cannot write docs/performance.md from one figure: leave out --only');
    return 2;
  }
  const wanted = (name: string) => (values.only ?? name) === name;

  process.env.TF_NUM_INTRAOP_THREADS ??= '1';
  process.env.TF_NUM_INTEROP_THREADS ??= '1';
  await tf.ready();
  const machine = `${cpus()[0]?.model}, ${cpus().length} cores; Node ${process.versions.node}, TensorFlow.js ${tf.version_core}`;
  console.log(`Machine: ${machine}`);
  const python = values['no-peers'] ? undefined : await peerOrWord();
  const peer = python === undefined ? undefined : Peer.start(python, source('peer.py'));
  const comparisons: Comparison[] = [];
  const report: Record<string, unknown> = { machine, comparisons };
  for (const figure of FIGURES.filter(({ name }) => wanted(name))) {
    const { backend } = await useBackend(figure.name === 'large' ? 'tensorflow' : 'wasm').catch((error) => {
      console.log(`  ${error.message}`);
      return { backend: tf.getBackend() };
    });
    console.log(
      `\n${figure.title} (backend: ${backend}${process.env.BAYES_FUSED === '0' ? ', plain operations' : ''})`,
    );
    const some = await compare(figure, peer, (line) => console.log(`  ${line}`));
    comparisons.push(...some);
    console.log(table(some));
  }
  if (wanted('backends')) report.backends = await compareBackends(console.log);
  if (wanted('sweep')) report.sweep = await sweep(peer, console.log);
  peer?.stop();
  if (wanted('import')) report.import = await importTimes(python, console.log);
  if (wanted('grading')) report.grading = gradingTimes(console.log);
  if (values.docs) await writePerformanceDocument(report as unknown as BenchReport);
  if (values.json) writeFileSync(values.json, `${JSON.stringify(report, null, 2)}\n`);
  return 0;
}

async function peerOrWord(): Promise<string | undefined> {
  try {
    return await benchPython();
  } catch (error) {
    console.log(`PyTorch and JAX are skipped: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
