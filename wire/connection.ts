import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { freePorts, ownMachine } from './free-ports';

/** How the messages of a kernel travel: through socket files, or over ports of this machine. */
export type Transport = 'ipc' | 'tcp';

/** Socket files where ZeroMQ has them; on Windows it has none. */
export const usualTransport = (platform: NodeJS.Platform = process.platform): Transport =>
  platform === 'win32' ? 'tcp' : 'ipc';

/** The content of a Jupyter connection file. */
export interface Connection {
  transport: Transport;
  ip: string;
  key: string;
  signature_scheme: 'hmac-sha256';
  kernel_name: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
}

/** The beginning of the socket files' names in their folder. */
const socketPrefix = 'channel';
/** The longest path of a socket file on macOS, less the number of the channel, in bytes. */
const longestIp = 101;

/** Where a channel is found, as ZeroMQ takes it: with `ipc` it is a socket file, and `ip` the beginning of its path. */
export function addressOf({ transport, ip }: Pick<Connection, 'transport' | 'ip'>, port: number): string {
  return `${transport}://${ip}${transport === 'ipc' ? '-' : ':'}${port}`;
}

/**
 * Makes a folder for the files of a connection, which only this user can enter.
 *
 * @throws {RangeError} when its path is too long for socket files
 */
export function newConnectionFolder(transport: Transport = 'ipc'): string {
  const prefix = path.join(tmpdir(), 'bayes-kernel-');
  if (transport === 'ipc' && Buffer.byteLength(`${prefix}XXXXXX/${socketPrefix}`) > longestIp) {
    throw new RangeError(
      `Cannot start a kernel: the path of the temporary folder is too long for sockets, got ${tmpdir()}; set TMPDIR to a shorter one`,
    );
  }
  return mkdtempSync(prefix);
}

/**
 * A connection through socket files in `folder`, with a new secret key.
 *
 * A port would be free only until another program takes it, before the kernel does: its messages reach the wrong one
 * then, and a socket that has met a stranger never connects again.
 */
export function newConnection(folder: string, kernelName: string): Connection {
  return {
    transport: 'ipc',
    ip: path.join(folder, socketPrefix),
    key: randomUUID(),
    signature_scheme: 'hmac-sha256',
    kernel_name: kernelName,
    shell_port: 1,
    iopub_port: 2,
    stdin_port: 3,
    control_port: 4,
    hb_port: 5,
  };
}

/** A connection over ports that are free now, with a new secret key: where there are no socket files. */
export async function newPortConnection(kernelName: string): Promise<Connection> {
  const [shell = 0, iopub = 0, stdin = 0, control = 0, heartbeat = 0] = await freePorts(5);
  return {
    transport: 'tcp',
    ip: ownMachine,
    key: randomUUID(),
    signature_scheme: 'hmac-sha256',
    kernel_name: kernelName,
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: heartbeat,
  };
}

/** Writes a connection file that only this user can read, and returns its path. */
export function writeConnectionFile(folder: string, connection: Connection): string {
  const file = path.join(folder, 'connection.json');
  writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
  return file;
}
