import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import type { command } from '#setup/commands/bench.mjs';
import type { Given } from '#setup/commands/command.mjs';
import { mustBeOneOf } from '#setup/commands/options.mjs';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { tf, useBackend } from '../lib';
import { backendReport } from '../lib/tensorflow';
import { IRIS, LARGE, PREDICTIONS, SINE } from './bench-network';
import { compare, type Figure } from './compare';
import { compareBackends, defaultVerdict } from './compare-backends';
import type { Comparison } from './comparison';
import { gradingTimes } from './grading-time';
import { importTimes } from './import-time';
import { lectureTimes, lectureWords } from './lecture-time';
import { Peer } from './peer';
import { type BenchReport, writePerformanceDocument } from './performance-document';
import { benchPython, gradersPython, packageVersions, source } from './python-peers';
import { ROWS } from './rows';
import { steadyTraining } from './steady-training';
import { sweep } from './sweep';
import { table, targetTable } from './table';

const names = Object.keys(ROWS);

/** What `--help` shows: every row. */
export const help = `Usage: npm run bench [-- OPTIONS]

Measures this project beside its Python peers, in turn and on one thread each, and prints medians, the middle half, the
ratio of both and whether a target was reached. Takes about eight minutes. Peers stand in their own environment, which the
first run sets up in .bench/ (about 1.5 GB); those that cannot be had are skipped with a word. Before timing, both sides
have to agree: networks on loss, KL, gradients and predictions, lectures on steps, draws, figures and printed values,
graders on points.

  --only NAME   one row:
${Object.values(ROWS)
  .map(({ name, title }) => `                  ${name.padEnd(12)} ${title}`)
  .join('\n')}
  --json FILE   also writes the figures to FILE
  --docs        also writes docs/performance.md and its pictures (needs Chromium)
  --no-peers    measures this project alone`;

const NETWORKS: Figure[] = [
  { ...ROWS.sine, size: SINE, work: 'step', samples: 200 },
  { ...ROWS.iris, size: IRIS, work: 'step', samples: 200 },
  { ...ROWS.predictions, size: PREDICTIONS, work: 'predict', samples: 60 },
  { ...ROWS.applied, size: PREDICTIONS, work: 'apply', samples: 60 },
  { ...ROWS.large, size: LARGE, work: 'step', samples: 4 },
];

type Options = Given<typeof command>;

/**
 * The command `npm run bench`.
 *
 * @returns 0; 1 where a training run was not flat
 * @throws {UsageError} for wrong usage
 */
export async function run(options: Options): Promise<number> {
  checkUsage(options);
  const report = await measure(options, console.log);
  if (options.only === undefined) console.log(`\nall targets\n${targetTable(report.comparisons)}`);
  if (options.docs) await writePerformanceDocument(report);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  return report.steady?.some(({ flat }) => !flat) ? 1 : 0;
}

function checkUsage({ only, docs, 'no-peers': alone }: Options): void {
  if (only !== undefined) mustBeOneOf(names, only, '--only');
  if (docs && (only !== undefined || alone))
    throw new UsageError('--docs takes all rows: leave out --only and --no-peers');
}

async function measure(options: Options, say: (line: string) => void): Promise<BenchReport> {
  const wanted = (name: string) => (options.only ?? name) === name;
  process.env.TF_NUM_INTRAOP_THREADS ??= '1';
  process.env.TF_NUM_INTEROP_THREADS ??= '1';
  const byDefault = await backendReport();
  const report: BenchReport = {
    date: new Date().toISOString().slice(0, 10),
    machine: `${cpus()[0]?.model.trim()}, ${cpus().length} cores`,
    versions: `Node ${process.versions.node}, TensorFlow.js ${tf.version_core}`,
    backend: `${byDefault.backend}${process.env.BAYES_FUSED === '0' ? ', plain operations' : ''}`,
    comparisons: [],
  };
  say(`Machine: ${report.machine}; ${report.versions}; default backend: ${report.backend}`);
  const python = options['no-peers'] ? undefined : await orWord('PyTorch and JAX', benchPython, say);
  if (python) {
    report.versions += `; ${await packageVersions(python)}`;
    say(`Peers: ${report.versions.split('; ')[1]}`);
  }
  const peer = python === undefined ? undefined : Peer.start(python, source('peer.py'));
  const add = (some: Comparison[]) => {
    report.comparisons.push(...some);
    if (some.length > 0) say(table(some));
  };
  const told = (line: string) => say(`  ${line}`);

  for (const figure of NETWORKS.filter(({ name }) => wanted(name))) {
    const { backend } = await useBackend(figure.name === 'large' ? 'tensorflow' : 'wasm').catch((error) => {
      told(error.message);
      return { backend: tf.getBackend() };
    });
    say(
      `\n${figure.title} (backend: ${backend}${process.env.BAYES_FUSED === '0' ? ', plain operations' : ''})`,
    );
    add(await compare(figure, peer, told));
  }
  if (wanted('backends')) {
    say(`\n${ROWS.backends.title}`);
    report.backends = await compareBackends(told);
    told(defaultVerdict(report.backends, byDefault.backend));
  }
  if (wanted('sweep')) {
    say('');
    report.sweep = await sweep(peer, say);
  }
  peer?.stop();
  if (wanted('import') && python) add(await importTimes(python, say));
  if (wanted('lecture') && python) {
    report.lecture = await lectureTimes(python, say);
    add(report.lecture.comparisons);
    for (const line of lectureWords(report.lecture)) told(line);
  }
  if (wanted('grading')) {
    const graders = python && (await orWord('nbgrader and otter-grader', gradersPython, say));
    report.grading = await gradingTimes(graders, say);
    add(report.grading.comparisons);
  }
  if (wanted('steady')) report.steady = await steadyTraining(say);
  return report;
}

async function orWord(
  what: string,
  get: (say: (line: string) => void) => Promise<string>,
  say: (line: string) => void,
): Promise<string | undefined> {
  try {
    return await get(say);
  } catch (error) {
    say(`${what} are skipped: ${error instanceof Error ? error.message : error}`);
    return undefined;
  }
}
