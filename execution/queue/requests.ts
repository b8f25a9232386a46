import type { CellCompiler } from '../../cells/compiler';
import type { Channels, Incoming } from './channels';
import { completeReply, inspectReply, isCompleteReply } from './code-requests';
import type { ExecuteQueue } from './execute-queue';
import type { History } from './history';

/** What a request is answered with: a reply's content, or nothing where the reply comes later or never. */
type Answer = Record<string, unknown> | undefined;

/** Where the messages go that clients send. */
export interface Services {
  channels: Channels;
  compiler: CellCompiler;
  queue: ExecuteQueue;
  history: History;
  info: Record<string, unknown>;
  /** Ends the kernel after its reply. */
  shutdown: () => void;
}

/**
 * Which message goes where. A request that is not named here gets an error as its reply, so that no client waits for
 * ever; of messages that want no reply some are left out.
 *
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
const table: Record<string, (services: Services, content: Record<string, unknown>) => Answer> = {
  kernel_info_request: ({ info }) => info,
  interrupt_request: ({ queue }) => {
    queue.interrupt();
    return { status: 'ok' };
  },
  shutdown_request: (_, { restart = false }) => ({ status: 'ok', restart }),
  complete_request: ({ compiler }, content) => completeReply(compiler, content),
  inspect_request: ({ compiler }, content) => inspectReply(compiler, content),
  is_complete_request: (_, content) => isCompleteReply(content),
  history_request: ({ history }, content) => ({ status: 'ok', history: history.entries(content) }),
  connect_request: ({ channels }) => ({ status: 'ok', ...channels.ports }),
  comm_info_request: () => ({ status: 'ok', comms: {} }),
};

/** Takes each message of a client to whoever answers it. */
export class Requests {
  readonly #services: Services;

  constructor(services: Services) {
    this.#services = services;
  }

  /** Takes a message in. */
  readonly take = (message: Incoming): void => {
    const { queue } = this.#services;
    const { header } = message;
    const type = header.msg_type;
    if (type === 'execute_request') queue.add(message);
    else if (type === 'input_reply') queue.answer(message);
    else this.#serve(message);
  };

  #serve(message: Incoming): void {
    const { channels, queue, shutdown } = this.#services;
    const { header, content } = message;
    const type = header.msg_type;
    void channels.publish(header, 'status', { execution_state: 'busy' });
    if (type === 'comm_open')
      void channels.publish(header, 'comm_close', { comm_id: content.comm_id, data: {} });
    const answer = this.#answer(type, content);
    if (answer) void channels.send(message, type.replace(/_request$/, '_reply'), answer);
    const idle = channels.publish(header, 'status', { execution_state: 'idle' });
    queue.tellBusy(); // front ends show the state that was published last
    if (type === 'shutdown_request') void idle.then(shutdown);
  }

  #answer(type: string, content: Record<string, unknown>): Answer {
    if (!type.endsWith('_request')) return undefined;
    const handler = Object.hasOwn(table, type) ? table[type] : undefined;
    if (handler === undefined) {
      return { status: 'error', ename: 'NotSupported', evalue: `this kernel has no ${type}`, traceback: [] };
    }
    try {
      return handler(this.#services, content);
    } catch (error) {
      const { name, message } = error as Error;
      return { status: 'error', ename: name, evalue: message, traceback: [] };
    }
  }
}
