import { createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { protocolVersion } from './protocol-version';

/** A message of Jupyter's protocol. */
export interface WireMessage {
  header: MessageHeader;
  parentHeader: Partial<MessageHeader>;
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
}

/** The header of a message. */
export interface MessageHeader {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

const delimiter = Buffer.from('<IDS|MSG>');

function signature(parts: Buffer[], key: string): Buffer {
  // The protocol's own rule: without a key nothing is signed.
  if (key === '') return Buffer.alloc(0);
  const hmac = createHmac('sha256', key);
  for (const part of parts) hmac.update(part);
  return Buffer.from(hmac.digest('hex'));
}

/** A new request of type `type` with a new id. */
export function request(type: string, session: string, content: Record<string, unknown>): WireMessage {
  const header = {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username: 'bayes-notebooks',
    date: new Date().toISOString(),
    version: protocolVersion,
  };
  return { header, parentHeader: {}, metadata: {}, content };
}

/**
 * The frames that carry a message over ZeroMQ, signed with HMAC-SHA256.
 *
 * https://jupyter-client.readthedocs.io/en/stable/messaging.html#the-wire-protocol
 */
export function encode(message: WireMessage, key: string): Buffer[] {
  const parts = [message.header, message.parentHeader, message.metadata, message.content].map((part) =>
    Buffer.from(JSON.stringify(part)),
  );
  return [delimiter, signature(parts, key), ...parts];
}

/** The frames in front of a message: whom an answer is for. */
export function identityOf(frames: Buffer[]): Buffer[] {
  return frames.slice(
    0,
    frames.findIndex((frame) => frame.equals(delimiter)),
  );
}

/**
 * Reads a message out of its frames.
 *
 * @throws {Error} when the frames are no message, or the signature does not belong to the key
 */
export function decode(frames: Buffer[], key: string): WireMessage {
  const start = frames.findIndex((frame) => frame.equals(delimiter));
  const [signed, ...parts] = start < 0 ? [] : frames.slice(start + 1);
  const [header, parentHeader, metadata, content] = parts;
  if (!signed || !header || !parentHeader || !metadata || !content) {
    throw new Error(
      `Cannot read a kernel message: expected a delimiter and five frames, got ${frames.length}`,
    );
  }
  const expected = signature([header, parentHeader, metadata, content], key);
  if (signed.length !== expected.length || !timingSafeEqual(signed, expected)) {
    throw new Error('Cannot read a kernel message: its signature does not belong to this session');
  }
  return {
    header: headerOf(objectIn(header)),
    parentHeader: objectIn(parentHeader),
    metadata: objectIn(metadata),
    content: objectIn(content),
  };
}

/** The JSON object that a frame holds. */
function objectIn(frame: Buffer): Record<string, unknown> {
  const text = frame.toString();
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(
      `Cannot read a kernel message: each frame must be a JSON object, got ${text.slice(0, 80)}`,
    );
  }
  return value as Record<string, unknown>;
}

function headerOf(header: Record<string, unknown>): MessageHeader {
  if (typeof header.msg_type !== 'string' || typeof header.msg_id !== 'string') {
    const got = JSON.stringify(header).slice(0, 80);
    throw new Error(`Cannot read a kernel message: its header must have msg_id and msg_type, got ${got}`);
  }
  return header as unknown as MessageHeader;
}
