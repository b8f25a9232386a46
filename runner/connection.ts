import { randomUUID } from 'node:crypto';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The content of a Jupyter connection file. */
export interface Connection {
  transport: 'tcp';
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

const IP = '127.0.0.1';

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, IP, () => resolve(server));
  });
}

async function freePort(server: Server): Promise<number> {
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

/** Chooses five free ports of this machine and a secret key. */
export async function newConnection(kernelName: string): Promise<Connection> {
  // All five are held before the first is let go, so that they differ.
  const servers = await Promise.all([listen(), listen(), listen(), listen(), listen()]);
  const [shell, iopub, stdin, control, hb] = (await Promise.all(servers.map(freePort))) as [
    number,
    number,
    number,
    number,
    number,
  ];
  return {
    transport: 'tcp',
    ip: IP,
    key: randomUUID(),
    signature_scheme: 'hmac-sha256',
    kernel_name: kernelName,
    shell_port: shell,
    iopub_port: iopub,
    stdin_port: stdin,
    control_port: control,
    hb_port: hb,
  };
}

/**
 * Writes a connection file that only this user can read, in a new temporary folder.
 *
 * @returns the file's path; its folder is the caller's to remove
 */
export function writeConnectionFile(connection: Connection): string {
  const file = path.join(mkdtempSync(path.join(tmpdir(), 'bayes-kernel-')), 'connection.json');
  writeFileSync(file, JSON.stringify(connection), { mode: 0o600 });
  return file;
}
