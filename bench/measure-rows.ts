import { cpus } from 'node:os';
import { tf, useBackend } from '../lib';
import { backendReport } from '../lib/tensorflow';
import type { BenchReport } from './bench-report';
import { classCosts } from './class-costs';
import { compareColdStarts } from './cold-start';
import { compareBackends, defaultVerdict } from './compare-backends';
import { comparePeers } from './compare-peers';
import { compareTorchbnn } from './compare-torchbnn';
import type { Comparison } from './comparison';
import { gradingTimes } from './grading-time';
import { idleCost } from './idle-cost';
import { importTimes } from './import-time';
import { lectureTimes, lectureWords } from './lecture-time';
import { loopingTimes } from './looping-time';
import { coldRows, networkRows, threadsRows } from './network-rows';
import { PeerProcess } from './peer-process';
import { benchPython, gradersPython, packageVersions, source } from './python-peers';
import { benchRows } from './rows';
import { siteCosts } from './site-costs';
import { steadyTraining } from './steady-training';
import { sweep } from './sweep';
import { table } from './table';
import { compareTwoThreads } from './two-threads';

/** What of the bench is wanted. */
export interface MeasureOptions {
  /** The name of the one row that is wanted; default: all. */
  only?: string | undefined;
  /** Whether the Python peers are measured too, where they can be had. */
  peers: boolean;
  say: (line: string) => void;
}

/** Measures rows of this project, beside their peers. */
export async function measureRows({ only, peers, say }: MeasureOptions): Promise<BenchReport> {
  const wanted = (name: string) => (only ?? name) === name;
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
  const python = peers ? await orWord('PyTorch and JAX', benchPython, say) : undefined;
  if (python) {
    report.versions += `; ${await packageVersions(python)}`;
    say(`Peers: ${report.versions.split('; ')[1]}`);
  }
  const peer = python === undefined ? undefined : new PeerProcess([python, source('peer.py')]);
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
  for (const row of threadsRows.filter(({ name }) => python && wanted(name))) {
    say(`\n${row.title}`);
    try {
      await useBackend(row.of.backend);
      add(await compareTwoThreads(row, python as string, told));
    } catch (error) {
      told(`it is skipped: ${error instanceof Error ? error.message : error}`);
    }
  }
  for (const row of coldRows.filter(({ name }) => wanted(name))) {
    say(`\n${row.title}`);
    add(await compareColdStarts(row, python, told));
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
  if (wanted('looping') || wanted('grading')) add(loopingTimes(say));
  if (wanted('torchbnn') && python) report.torchbnn = await compareTorchbnn(python, say);
  if (wanted('site')) report.site = await siteCosts(say);
  if (only === benchRows.classroom.name) report.classroom = await classCosts(say);
  if (wanted('idle')) report.idle = await idleCost(say);
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
