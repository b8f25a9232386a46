/**
 * The kernel's main thread, which runs the cells; it starts the server's thread, which does all else.
 * `jupyter/kernels/bayes-tslab/launch.js` starts it.
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { MessageChannel, Worker } from 'node:worker_threads';
import { displayed, runningCell } from '../execution/cell';
import { CellRunner } from '../execution/cell-runner';
import { newInterruptFlag } from '../execution/interrupt-flag';
import type { FromCells, ToCells } from '../execution/messages';
import { log } from '../execution/platform';
import { nameCellsInStacks } from '../execution/stack-traces';
import type { Connection } from '../wire/connection';
import { hideContexts } from './run/hidden-contexts';
import { connectDescriptors } from './run/input/descriptors';
import { UserInput } from './run/input/user-input';
import { CellModules } from './run/modules/cell-modules';
import { NodeMachine } from './run/node-machine';
import { connectOutput } from './run/output';
import { settleProcessEnd } from './run/process-end';
import { showPrograms } from './run/programs';
import { StartedPrograms } from './run/started-programs';
import { loadTslab } from './run/tslab';
import { listenForUncaught } from './run/uncaught';
import { parentProcess } from './server/parent-process';
import type { ServerData } from './server/thread';
import { signalGroup } from './threads/process-group';

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
  // Of its own: a cell that reads without letting anything else run takes its answer from it.
  const { port1: answers, port2 } = new MessageChannel();
  const workerData: ServerData = {
    answers: port2,
    connection,
    flag,
    notebook: process.cwd(),
    version: projectVersion(),
    parent: parentProcess(),
  };
  const server = new Worker(path.join(__dirname, 'server/thread.js'), {
    workerData,
    transferList: [port2],
    // What the compiler makes lives long: more room for the young would only keep 30 MB of dead objects.
    resourceLimits: { maxYoungGenerationSizeMb: 4 },
  });
  const modules = new CellModules({
    notebookFolder: process.cwd(),
    projectFolder,
    kernelModules: { tslab: () => loadTslab(displayed) },
  });
  const tell = (message: FromCells): void => server.postMessage(message);
  const input = new UserInput(tell, answers, flag);
  const runner = new CellRunner(tell, flag, new NodeMachine(modules, input));
  const programs = process.platform === 'win32' ? new StartedPrograms() : undefined;
  programs?.follow();
  const end = settleProcessEnd(programs);
  server.on('message', (message: ToCells) => {
    if (message.what === 'expect') modules.expect(message.specifier);
    else if (message.what === 'release') runner.release(message.slots);
    else if (message.what === 'run') void runner.run(message);
    else if (message.what === 'evaluate') void runner.evaluate(message);
    else if (message.what === 'interrupt') {
      runner.interrupt(message.run);
      // Programs that the cell has started stop as well.
      signalGroup('SIGINT');
      programs?.end();
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
  showPrograms();
  input.install();
  connectDescriptors(() => input.askNow());
  nameCellsInStacks();
  hideContexts();
  listenForUncaught(runner);
}

function projectVersion(): string {
  const { version } = JSON.parse(readFileSync(path.join(projectFolder, 'package.json'), 'utf8'));
  return version;
}
