import { createServer, type Server } from 'node:net';

/** Where programs of this machine alone can come. */
export const ownMachine = '127.0.0.1';

/**
 * Ports of this machine that no program listens on now; another one may, before they are used.
 *
 * @param count how many, each another
 */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(Array.from({ length: count }, () => listen()));
  const ports = servers.map((server) => (server.address() as { port: number }).port);
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))));
  return ports;
}

function listen(): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, ownMachine, () => resolve(server));
  });
}
