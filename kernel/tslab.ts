/**
 * The parts of tslab's inside that this kernel stands on, with their types.
 *
 * tslab has no public interface for its message server, so its version is pinned exactly and the kernel's
 * tests run against the real thing. No file but this one, `compiler.ts` and `publisher.ts` reaches inside.
 */
// First: it must stand before tslab loads its compiler.
import { compileFrom } from './compiler';

import executorModule = require('tslab/dist/executor');
import jupyter = require('tslab/dist/jupyter');
import tslabMain = require('tslab/dist/main');

import type { Executor } from 'tslab/dist/executor';
import type { Connection } from '../wire/connection';
import { displayed } from './cell';

export type { Executor };

/** The library marks what it has already shown below the cell. */
const shown = Symbol.for('bayes-notebooks.shown');

/** A Jupyter message as tslab holds it. */
export interface Message {
  header: { msg_type: string; msg_id: string };
  content: Record<string, unknown>;
  createReply(): Message;
  signAndSend(key: string, socket: unknown): void;
}

/** What an `execute_request` asks for; https://jupyter-client.readthedocs.io/en/stable/messaging.html#execute */
export interface ExecuteRequest {
  code: string;
  silent?: boolean;
  stop_on_error?: boolean;
}

/** tslab's message server. */
export interface Server {
  connInfo: Pick<Connection, 'key' | 'transport' | 'ip'>;
  iopub: unknown;
  control: unknown;
  bindSocket(socket: { bind(address: string): Promise<void> }, port: number): Promise<void>;
  handleShellMessage(socket: unknown, ...frames: Buffer[]): Promise<void>;
  publishStatus(status: 'busy' | 'idle', parent: Message): void;
  handleExecute(socket: unknown, message: Message): Promise<void>;
  handleShutdown(socket: unknown, message: Message): void;
  handleCommInfoRequest(socket: unknown, message: Message): void;
  init(): Promise<void>;
  close(): void;
}

/** tslab's answers to requests that run no code. */
export interface Handler {
  handleKernel(): Record<string, unknown> & { language_info: Record<string, unknown> };
}

export const serverPrototype = jupyter.ZmqServer.prototype as unknown as Server;
export const handlerPrototype = jupyter.JupyterHandlerImpl.prototype as unknown as Handler;

/** Sends the answer `content` of type `type` to `request` over `socket`. */
export function answer(
  server: Server,
  socket: unknown,
  request: Message,
  type: string,
  content: Record<string, unknown>,
): void {
  const reply = request.createReply();
  reply.header.msg_type = type;
  reply.content = content;
  reply.signAndSend(server.connInfo.key, socket);
}

/**
 * Starts tslab's kernel.
 *
 * @param configPath path of Jupyter's connection file
 * @param folder where imports of a cell are resolved
 * @param onError receives what tslab would print on stderr: one thrown value, or a diagnostic in five parts
 * @returns the executor, which runs the code of one cell at a time
 */
export function startTslab(
  configPath: string,
  folder: string,
  onError: (...report: unknown[]) => void,
): Executor {
  let executor: Executor | undefined;
  compileFrom(folder);
  const { createExecutor } = executorModule;
  executorModule.createExecutor = (_folder, converters) => {
    executor = createExecutor(folder, converters, {
      // Only the value that a cell ends with comes this way; a figure that the library has shown is not printed too.
      log: (value: unknown) => {
        if (!(Object(value) as { [shown]?: boolean })[shown]) console.log(value);
      },
      error: onError,
    });
    return executor;
  };
  // tslab's own `display` sends through this variable.
  jupyter.lastWriteDisplayData = (data, update) => displayed(data, update);
  // Without enableFindLocal: false, another tslab near the notebook would take over, with none of the above.
  tslabMain.startKernel({ configPath, enableFindLocal: false });
  if (executor === undefined) throw new Error('tslab started without asking for an executor');
  return executor;
}
