/**
 * The kernel's main thread, which runs the cells; it starts the server's thread, which does all else.
 * `jupyter/kernels/bayes-tslab/launch.js` starts it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Connection } from '../wire/connection';
import { newInterruptFlag } from './interrupt-flag';
import { log } from './log';
import { signalGroup } from './process-group';
import { runningCell } from './run/cell';
import { CellRunner } from './run/cell-runner';
import { CellModules } from './run/modules';
import { connectOutput } from './run/output';
import { settleProcessEnd } from './run/process-end';
import { reportUncaught } from './run/uncaught';
import type { ServerData } from './server/thread';
import type { ToCells } from './thread-messages';

/** From dist/kernel/. */
const projectFolder = path.resolve(__dirname, '../..');

/**
 * Starts the kernel in this process.
 *
 * @param connectionFile path of the connection file that Jupyter wrote
 */
export function startKernel(connectionFile: string): void {
  const flag = newInterruptFlag();
  const connection = JSON.parse(readFileSync(connectionFile, 'utf8')) as Connection;
  const workerData: ServerData = {
    connection,
    flag,
    notebook: process.cwd(),
    version: (require('../../package.json') as { version: string }).version,
    parent: parentOf(),
  };
  const server = new Worker(path.join(__dirname, 'server/thread.js'), { workerData });
  const modules = new CellModules({ notebookFolder: process.cwd(), projectFolder });
  const runner = new CellRunner((message) => server.postMessage(message), flag, modules);
  const end = settleProcessEnd();
  server.on('message', (message: ToCells) => {
    if (message.what === 'run') void runner.run(message);
    else if (message.what === 'evaluate') void runner.evaluate(message);
    else if (message.what === 'interrupt') {
      runner.interrupt(message.run);
      // Programs that the cell has started stop as well.
      if (process.platform !== 'win32') signalGroup('SIGINT');
    } else if (message.what === 'shutdown') end();
  });
  server.on('error', (error) => {
    log(`Cannot go on: the server's thread has failed: ${error.stack}`);
    process.exitCode = 1;
    end();
  });
  process.on('SIGINT', () => {
    const cell = runningCell();
    if (cell) runner.interrupt(cell.run);
  });
  connectOutput();
  reportUncaught(runner);
}

/** The Jupyter server that started this process: one that is killed says no goodbye. */
function parentOf(): number | undefined {
  const parent = Number(process.env.JPY_PARENT_PID);
  return Number.isInteger(parent) && parent > 1 && process.ppid === parent ? parent : undefined;
}
