/**
 * The server's thread: it speaks Jupyter's protocol and compiles, and is never busy with a cell. So it answers while
 * a cell keeps the main thread busy, can interrupt a loop that runs on after an `await`, and ends the kernel when its
 * Jupyter server has died.
 */
import '../declarations/compiled-typescript'; // before whatever imports TypeScript

import path from 'node:path';
import { type MessagePort, parentPort, workerData } from 'node:worker_threads';
import type { InterruptFlag } from '../../execution/interrupt-flag';
import type { FromCells, ToCells } from '../../execution/messages';
import { log } from '../../execution/platform';
import { ExecuteQueue } from '../../execution/queue/execute-queue';
import { History } from '../../execution/queue/history';
import { kernelInfo } from '../../execution/queue/kernel-info';
import { Requests } from '../../execution/queue/requests';
import type { Connection } from '../../wire/connection';
import { signalGroup } from '../threads/process-group';
import { kernelCompiler } from './kernel-compiler';
import { ParentWatch } from './parent-watch';
import { SignalledInterrupts } from './signalled-interrupts';
import { SocketChannels } from './socket-channels';

/** What the main thread starts this one with. */
export interface ServerData {
  connection: Connection;
  flag: InterruptFlag;
  /** Takes the user's answers to what cells ask. */
  answers: MessagePort;
  /** The notebook's folder. */
  notebook: string;
  /** The project's version. */
  version: string;
  /** The process whose end is to be the kernel's. */
  parent: number | undefined;
}

/** A main thread that is busy with a cell is given so long to end. */
const shutdownMs = 1000;

const { connection, flag, answers, notebook, version, parent } = workerData as ServerData;
const port = parentPort;
if (port === null) throw new Error('Cannot serve the kernel: this file must be started as a thread');
const watch = new ParentWatch(parent);
const tell = (message: ToCells): void => {
  if (message.what === 'run') watch.look(true);
  (message.what === 'input' ? answers : port).postMessage(message);
};

const channels = new SocketChannels(connection);
const compiler = kernelCompiler(notebook);
const history = new History();
const queue = new ExecuteQueue(channels, compiler, new SignalledInterrupts(flag), tell, history);
const info = kernelInfo(version, `Node ${process.versions.node}, ${path.basename(process.cwd())}`);
const requests = new Requests({ channels, compiler, queue, history, info, shutdown });

function shutdown(): void {
  setTimeout(() => signalGroup('SIGKILL'), shutdownMs).unref();
  void channels.close().then(() => tell({ what: 'shutdown' }));
}

port.on('message', (message: FromCells) => {
  if (message.what === 'done') watch.look(false);
  queue.hear(message);
});
channels.open(requests.take).catch((error: NodeJS.ErrnoException) => {
  log(`Cannot listen where the connection file says: ${error.code}: ${error.message}`);
  shutdown();
});
