import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { lookup } from 'mrmime';

/** A plain web server for a folder, below a base path, that lets browsers keep its files for a while as GitHub Pages does. */
export class CountingServer {
  /** What was asked for since this was emptied last: paths below the base. */
  readonly asked: string[] = [];
  /** What each answer is sent with. */
  headers: Record<string, string> = { 'cache-control': 'max-age=600' };
  /** Servers of some age do not. */
  knowsWebAssembly = false;
  readonly #folder: string;
  readonly #base: string;
  #server: Server | undefined;
  #port = 0;

  constructor(folder: string, base: string) {
    this.#folder = folder;
    this.#base = base;
  }

  /** The site's address on a host of that name. */
  url(path = '', host = '127.0.0.1'): string {
    return `http://${host}:${this.#port}${this.#base}${path}`;
  }

  /** Listens, from the second time on where it did before. */
  async start(): Promise<void> {
    const server = createServer(({ url = '/' }, response) => {
      const path = new URL(url, 'http://localhost').pathname.slice(this.#base.length);
      this.asked.push(path);
      try {
        const file = path === '' || path.endsWith('/') ? `${path}index.html` : path;
        const body = readFileSync(join(this.#folder, file));
        const type =
          ((this.knowsWebAssembly || !file.endsWith('.wasm')) && lookup(file)) || 'application/octet-stream';
        response.writeHead(200, { ...this.headers, 'content-type': type }).end(body);
      } catch {
        response.writeHead(404).end();
      }
    });
    await new Promise<void>((resolve) => server.listen(this.#port, '127.0.0.1', resolve));
    this.#port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    this.#server = undefined;
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
  }
}
