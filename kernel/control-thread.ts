/**
 * The thread of the control channel. It answers while a cell keeps the main thread busy: it alone can interrupt
 * a loop that runs on after an `await`, and end the kernel when its Jupyter server has died.
 */
import { Session } from 'node:inspector';
import { parentPort, workerData } from 'node:worker_threads';
import { Router } from 'zeromq';
import { decode, encode, identityOf, request } from '../wire/wire-message';
import { type InterruptFlag, isUnheard, sendInterrupt } from './interrupt-flag';
import { log } from './log';
import { signalGroup } from './process-group';
import { stillRunning } from './still-running';

/** What the main thread starts this one with. */
export interface ControlThreadData {
  /** Where the channel listens. */
  address: string;
  /** Signs the messages. */
  key: string;
  flag: InterruptFlag;
  /** The process whose end is to be the kernel's. */
  parent: number | undefined;
}

/** What this thread tells the main one. */
export type ControlMessage =
  | { what: 'bound' }
  | { what: 'interrupt' }
  | { what: 'request'; frames: Uint8Array[] };

/** How often the signal is sent to a main thread that does not take the interrupt. */
const signalMs = 250;
/** After so many signals the cell says that it has not stopped. */
const signalsUntilSaid = 8;
const parentPollMs = 1000;

const { address, key, flag, parent } = workerData as ControlThreadData;
const port = parentPort;
if (port === null) throw new Error('Cannot serve the control channel: this file must be started as a thread');
const tell = (message: ControlMessage): void => port.postMessage(message);

/** Calls a function of the main thread, whatever it is at. */
function callInMainThread(name: symbol): void {
  const session = new Session();
  session.connectToMainThread();
  session.post('Runtime.evaluate', { expression: `globalThis[Symbol.for('${Symbol.keyFor(name)}')]()` });
  session.disconnect();
}

let retry: NodeJS.Timeout | undefined;

/**
 * A loop of a cell sees the flag, and a cell that awaits is told by the message. What else keeps the main thread
 * busy is code of a library: the signal ends it in a cell's first stretch, and nothing ends it behind an `await`.
 */
function interrupt(): void {
  sendInterrupt(flag);
  tell({ what: 'interrupt' });
  clearInterval(retry);
  let signals = 0;
  retry = setInterval(() => {
    if (!isUnheard(flag)) return clearInterval(retry);
    signals += 1;
    if (process.platform !== 'win32') signalGroup('SIGINT');
    if (signals === signalsUntilSaid) callInMainThread(stillRunning);
  }, signalMs);
}

/** Answers an interrupt, hands everything else to the main thread. */
async function take(socket: Router, frames: Buffer[]): Promise<void> {
  const { header } = decode(frames, key);
  if (header.msg_type !== 'interrupt_request') return tell({ what: 'request', frames });
  interrupt();
  const reply = { ...request('interrupt_reply', header.session, { status: 'ok' }), parentHeader: header };
  await socket.send([...identityOf(frames), ...encode(reply, key)]);
}

async function serve(): Promise<void> {
  const socket = new Router();
  let sent: Promise<void> = Promise.resolve();
  port?.on('message', (frames: Uint8Array[] | 'close') => {
    if (frames !== 'close') sent = sent.then(() => socket.send(frames.map((frame) => Buffer.from(frame))));
    else void sent.then(() => end(socket));
  });
  await socket.bind(address);
  tell({ what: 'bound' });
  for await (const frames of socket) {
    // A message that nobody of this session has signed is left out.
    await take(socket, frames as Buffer[]).catch((error: Error) => log(error.message));
  }
}

/** Leaves the thread nothing to wait for. */
function end(socket: Router): void {
  clearInterval(retry);
  clearInterval(watch);
  socket.close();
  port?.close();
}

const watch = setInterval(() => {
  if (parent !== undefined && process.ppid !== parent) signalGroup('SIGKILL');
}, parentPollMs);
void serve();
