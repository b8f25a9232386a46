import type { MessageHeader, WireMessage } from '../../wire/wire-message';

/** A channel on which requests come in and replies go out. */
export type ChannelName = 'shell' | 'control' | 'stdin';

/** A message that has come in, and where its reply goes. */
export interface Incoming extends WireMessage {
  channel: ChannelName;
  /** By what the channels know its sender. */
  identity: unknown;
}

/**
 * Jupyter's channels, whatever carries them.
 *
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html
 */
export interface Channels {
  /** Where the channels are, by the names of a connection file; empty where they have no ports. */
  readonly ports: Record<string, number>;
  /** Publishes a message to all clients; `parent` is the request that has led to it. */
  publish(parent: Partial<MessageHeader>, type: string, content: Record<string, unknown>): Promise<void>;
  /** Answers a request, on the channel that it came by. */
  send(to: Incoming, type: string, content: Record<string, unknown>): Promise<void>;
  /**
   * Asks the sender of a request for input.
   *
   * @returns the header of the question, which the answer may name
   */
  ask(to: Incoming, content: { prompt: string; password: boolean }): MessageHeader;
}
