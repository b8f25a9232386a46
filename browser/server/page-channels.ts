import type { Channels, Incoming } from '../../execution/queue/channels';
import { protocolVersion } from '../../wire/protocol-version';
import type { MessageHeader } from '../../wire/wire-message';
import type { JupyterMessage } from '../jupyter-message';

/** Jupyter's channels, as messages to the page. */
export class PageChannels implements Channels {
  /** A page has none. */
  readonly ports = {};
  readonly #post: (message: JupyterMessage) => void;
  #sent = 0;

  /** @param post sends a message to the page */
  constructor(post: (message: JupyterMessage) => void) {
    this.#post = post;
  }

  async publish(
    parent: Partial<MessageHeader>,
    type: string,
    content: Record<string, unknown>,
  ): Promise<void> {
    this.#post({ channel: 'iopub', ...this.#message(parent, type, content) });
  }

  async send(to: Incoming, type: string, content: Record<string, unknown>): Promise<void> {
    this.#post({ channel: to.channel, ...this.#message(to.header, type, content) });
  }

  ask(to: Incoming, content: { prompt: string; password: boolean }): MessageHeader {
    const question = this.#message(to.header, 'input_request', content);
    this.#post({ channel: 'stdin', ...question });
    return question.header;
  }

  /** A front end knows by the session which of its parts a message is for. */
  #message(
    parent: Partial<MessageHeader>,
    type: string,
    content: Record<string, unknown>,
  ): Omit<JupyterMessage, 'channel'> {
    this.#sent += 1;
    const { session = '' } = parent;
    const header = {
      msg_id: `${session}_${this.#sent}`,
      msg_type: type,
      session,
      username: 'bayes-notebooks',
      date: new Date().toISOString(),
      version: protocolVersion,
    };
    return { header, parent_header: parent, metadata: {}, content };
  }
}
