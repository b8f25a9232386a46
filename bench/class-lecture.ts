import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#setup/project-paths.mjs';
import type { Notebook } from '../wire/notebook';
import type { ClassHub } from './class-hub';
import { processesOf } from './kernel-value';
import { solvedLecture } from './lecture-notebooks';
import { cpuSeconds, proportionalMb, uniqueMb } from './process-cost';
import { askJupyter, ServerKernel } from './server-kernel';

const solved = join(root, 'solutions', 'en', '01-bayesian-neural-networks.ipynb');

/** What a process of a student's has cost: MB of its own, its share of what it has with others too, CPU seconds. */
export interface ProcessCost {
  uss: number;
  pss: number;
  cpu: number;
}

/** A student's lecture, run to its end. */
export interface StudentRun {
  student: string;
  notebook: Notebook;
  kernel: ServerKernel;
  pids: { kernel: number; server: number };
}

/** A student opens the solved lecture on a server of the Hub, and runs every cell. */
export async function runLecture(hub: ClassHub, student: string): Promise<StudentRun> {
  const server = await hub.open(student);
  const lecture = solvedLecture(readFileSync(solved, 'utf8'));
  const body = { type: 'notebook', format: 'json', content: lecture };
  await askJupyter(server, 'api/contents/lecture.ipynb', { method: 'PUT', body });
  const kernel = await ServerKernel.open(server, 'lecture.ipynb');
  const notebook = await kernel.runAll(lecture);
  const pids = await processesOf(kernel);
  return { student, notebook, kernel, pids };
}

/** What a process has cost so far. */
export const costOf = (pid: number): ProcessCost => ({
  uss: uniqueMb(pid),
  pss: proportionalMb(pid),
  cpu: cpuSeconds(pid),
});
