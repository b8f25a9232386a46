import { writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { tf, useBackend } from '../lib';
import { backendReport } from '../lib/tensorflow';
import { compareBackends, defaultVerdict } from './compare-backends';
import { comparePeers } from './compare-peers';
import type { Comparison } from './comparison';
import { gradingTimes } from './grading-time';
import { importTimes } from './import-time';
import { lectureTimes, lectureWords } from './lecture-time';
import { networkRows } from './network-rows';
import { PeerProcess } from './peer-process';
import { type BenchReport, writePerformanceDocument } from './performance-document';
import { benchPython, gradersPython, packageVersions, source } from './python-peers';
import { benchRows } from './rows';
import { steadyTraining } from './steady-training';
import { sweep } from './sweep';
import { table, targetTable } from './table';

const rowNames = Object.keys(benchRows);

const help = `Usage: npm run bench [-- OPTIONS]

Measures this project beside its Python peers, in turn and on one thread each, and prints medians, the middle half, the
ratio of both and whether a target was reached. Takes about eight minutes. Peers stand in their own environment, which the
first run sets up in .bench/ (about 1.5 GB); those that cannot be had are skipped with a word. Before timing, both sides
have to agree: networks on loss, KL, gradients and predictions, lectures on steps, draws, figures and printed values,
graders on points.

  --only NAME   one row:
${Object.values(benchRows)
  .map(({ name, title }) => `                  ${name.padEnd(12)} ${title}`)
  .join('\n')}
  --json FILE   also writes the figures to FILE
  --docs        also writes docs/performance.md and its pictures (needs Chromium)
  --no-peers    measures this project alone`;

const optionTypes = {
  only: { type: 'string' },
  json: { type: 'string' },
  docs: { type: 'boolean' },
  'no-peers': { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Options = ReturnType<typeof parseArgs<{ options: typeof optionTypes }>>['values'];

/** @returns 0; 1 where a training run was not flat, 2 for wrong usage */
export async function run(argv: string[]): Promise<number> {
  let options: Options;
  try {
    options = parseArgs({ args: argv, options: optionTypes }).values;
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message.split('. ')[0] : error}. See: npm run bench -- --help`,
    );
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const mistake = wrongUsage(options);
  if (mistake) {
    console.error(mistake);
    return 2;
  }
  const report = await measure(options, console.log);
  if (options.only === undefined) console.log(`\nall targets\n${targetTable(report.comparisons)}`);
  if (options.docs) await writePerformanceDocument(report);
  if (options.json) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);
  return report.steady?.some(({ flat }) => !flat) ? 1 : 0;
}

function wrongUsage({ only, docs, 'no-peers': alone }: Options): string | undefined {
  if (only !== undefined && !rowNames.includes(only))
    return `Cannot measure ${only}: --only takes one of ${rowNames.join(', ')}`;
  if (docs && (only !== undefined || alone))
    return 'Cannot write docs/performance.md from a part of the rows: leave out --only and --no-peers';
  return undefined;
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
  const peer = python === undefined ? undefined : new PeerProcess(python, source('peer.py'));
  const add = (some: Comparison[]) => {
    report.comparisons.push(...some);
    if (some.length > 0) say(table(some));
  };
  const told = (line: string) => say(`  ${line}`);

  for (const row of networkRows.filter(({ name }) => wanted(name))) {
    const { backend } = await useBackend(row.backend).catch((error) => {
      told(error.message);
      return { backend: tf.getBackend() };
    });
    say(`\n${row.title} (backend: ${backend}${process.env.BAYES_FUSED === '0' ? ', plain operations' : ''})`);
    add(await comparePeers(row, peer, told));
  }
  if (wanted('backends')) {
    say(`\n${benchRows.backends.title}`);
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
