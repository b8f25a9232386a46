import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { WebSocket } from 'ws';
import { CellOutputs, type Displays } from '../runner/cell-outputs';
import { type Notebook, textOf } from '../wire/notebook';
import { request, type WireMessage } from '../wire/wire-message';

/** A Jupyter server as its REST interface is asked. */
export interface JupyterAddress {
  /** Ends with a slash. */
  url: string;
  token: string;
}

/** Asks a Jupyter server or JupyterHub; the answer's JSON, undefined where there is none. */
export async function askJupyter(
  { url, token }: JupyterAddress,
  path: string,
  { method = 'GET', body }: { method?: string; body?: object } = {},
): Promise<unknown> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `token ${token}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answers ${response.status}: ${text.slice(0, 400)}`);
  return text === '' ? undefined : JSON.parse(text);
}

/** What a websocket of Jupyter's carries in each text: a message, and which socket of the kernel it is for. */
interface SocketMessage extends Omit<WireMessage, 'parentHeader'> {
  parent_header: WireMessage['parentHeader'];
  channel: 'shell' | 'iopub' | 'control' | 'stdin';
}

interface Running {
  hear: (message: WireMessage) => void;
  settle: (reply: WireMessage) => void;
  fail: (error: Error) => void;
  reply?: WireMessage;
  idle: boolean;
}

/** The kernel of one open notebook on a Jupyter server, by REST and a websocket as JupyterLab has it. */
export class ServerKernel {
  /** The kernel's id on its server. */
  readonly id: string;
  readonly #socket: WebSocket;
  readonly #session = randomUUID();
  readonly #running = new Map<string, Running>();

  /** {@link ServerKernel.open} makes it. */
  constructor(id: string, socket: WebSocket) {
    this.id = id;
    this.#socket = socket;
    socket.on('message', (data) => this.#hear(JSON.parse(String(data))));
    socket.on('close', () => this.#fail('the server has closed the connection'));
  }

  /**
   * Opens a notebook: starts the kernel it names, in its folder, and connects to it.
   *
   * @param path the notebook's, below the server's folder
   */
  static async open(server: JupyterAddress, path: string): Promise<ServerKernel> {
    const session = { path, name: path, type: 'notebook', kernel: { name: 'bayes-tslab' } };
    const { kernel } = (await askJupyter(server, 'api/sessions', { method: 'POST', body: session })) as {
      kernel: { id: string };
    };
    const address = `${server.url.replace(/^http/, 'ws')}api/kernels/${kernel.id}/channels`;
    const socket = new WebSocket(address, { headers: { authorization: `token ${server.token}` } });
    await once(socket, 'open');
    return new ServerKernel(kernel.id, socket);
  }

  /**
   * Runs one cell.
   *
   * @returns the content of the reply: `status` is `ok`, `error` or `aborted`
   * @throws {Error} where the kernel dies or is culled meanwhile
   */
  async execute(
    code: string,
    hear: (message: WireMessage) => void = () => {},
  ): Promise<WireMessage['content']> {
    const { parentHeader, ...message } = request('execute_request', this.#session, {
      code,
      silent: false,
      store_history: true,
      user_expressions: {},
      allow_stdin: false,
      stop_on_error: true,
    });
    const reply = new Promise<WireMessage>((settle, fail) => {
      this.#running.set(message.header.msg_id, { hear, settle, fail, idle: false });
    });
    this.#socket.send(JSON.stringify({ ...message, parent_header: parentHeader, channel: 'shell' }));
    return (await reply).content;
  }

  /** Runs every code cell of a notebook; the same notebook with its outputs, errors among them. */
  async runAll(notebook: Notebook): Promise<Notebook> {
    const displays: Displays = new Map();
    const run = structuredClone(notebook);
    for (const cell of run.cells.filter(({ cell_type }) => cell_type === 'code')) {
      const outputs = new CellOutputs(displays);
      cell.outputs = outputs.outputs;
      await this.execute(textOf(cell.source), (message) => outputs.add(message));
    }
    return run;
  }

  /** Leaves the kernel running, as a closed tab does. */
  async close(): Promise<void> {
    this.#socket.close();
    await once(this.#socket, 'close');
  }

  #hear({ parent_header, channel, ...rest }: SocketMessage): void {
    const message: WireMessage = { ...rest, parentHeader: parent_header };
    const { msg_type } = message.header;
    const state = msg_type === 'status' ? message.content.execution_state : undefined;
    if (state === 'restarting' || state === 'dead') this.#fail(`the kernel has ended (${state})`);
    const id = parent_header.msg_id ?? '';
    const running = this.#running.get(id);
    if (running === undefined) return;
    if (channel === 'iopub') running.hear(message);
    if (channel === 'shell') running.reply = message;
    if (state === 'idle') running.idle = true;
    if (running.reply === undefined || !running.idle) return;
    this.#running.delete(id);
    running.settle(running.reply);
  }

  #fail(reason: string): void {
    for (const { fail } of this.#running.values())
      fail(new Error(`Cannot run the cell to its end: ${reason}`));
    this.#running.clear();
  }
}
