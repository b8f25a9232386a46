import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { JupyterServer } from '#setup/jupyter/server.mjs';
import { inProject, root } from '#setup/project-paths.mjs';
import { environmentPython } from '#setup/steps/python-environment.mjs';
import { processesOf } from './kernel-value';
import { solvedLecture } from './lecture-notebooks';
import { threadSeconds } from './process-cost';
import { benchRows } from './rows';
import { type JupyterAddress, ServerKernel } from './server-kernel';
import { aligned } from './table';

const lecture = 'solutions/en/01-bayesian-neural-networks.ipynb';
const minute = 60;
/** V8 tidies up once or twice in the first four minutes after the last cell, for a twentieth of a second each. */
const settlingMinutes = 4;

/** Processor seconds of a minute in which nobody does anything, each to stay below: a kernel below one tick of Linux. */
export const idleLimits = { kernel: 0.01, server: 0.3 };

/** What an open notebook costs while nobody works in it: seconds of processor time in a minute. */
export type IdleCost = Record<keyof typeof idleLimits, number>;

/** Runs the lecture on a server as `npm start` has it, then looks at what a minute costs in which nothing is run. */
export async function idleCost(say: (line: string) => void): Promise<IdleCost> {
  say(`\n${benchRows.idle.title}`);
  const server = new JupyterServer({
    command: [environmentPython, inProject('setup', 'jupyter', 'jupyterlab-server.py')],
    folder: root,
    notebook: lecture,
    port: 0,
    browser: false,
  });
  try {
    const started = await server.ready();
    if (!started) throw new Error('Cannot measure a server: it was stopped');
    const { origin, searchParams } = new URL(started.url);
    const cost = await costAt({ url: `${origin}/`, token: searchParams.get('token') ?? '' }, say);
    const row = (who: keyof IdleCost) => [
      `the ${who}, CPU in a minute`,
      `${(1000 * cost[who]).toFixed(1)} ms`,
      `below ${1000 * idleLimits[who]} ms: ${cost[who] < idleLimits[who] ? 'reached' : 'missed'}`,
    ];
    say(aligned([['what', 'measured', 'target'], row('kernel'), row('server')]));
    return cost;
  } finally {
    await server.stop();
  }
}

async function costAt(server: JupyterAddress, say: (line: string) => void): Promise<IdleCost> {
  const kernel = await ServerKernel.open(server, lecture);
  say('  running the lecture ...');
  await kernel.runAll(solvedLecture(readFileSync(join(root, lecture), 'utf8')));
  const pids = await processesOf(kernel);
  const used = () => ({ kernel: threadSeconds(pids.kernel), server: threadSeconds(pids.server) });
  say(`  ${settlingMinutes} minutes in which what has run settles, and the minute that counts ...`);
  await wait(settlingMinutes * minute * 1000);
  const before = used();
  await wait(minute * 1000);
  const after = used();
  await kernel.close();
  return { kernel: after.kernel - before.kernel, server: after.server - before.server };
}
