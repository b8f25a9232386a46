import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SetupProblem } from '#setup/programs/setup-problem.mjs';
import { siteFile } from './site-file';

/** A site that is served on this computer alone. */
export interface SiteServer {
  /** The address of its front page. */
  readonly url: string;
  /** Stops it; connections that are open are cut. */
  close(): void;
}

/** Where a site is served. */
export interface SiteServerOptions {
  /** 0 takes a free one. */
  port: number;
  /** The path below which the site lies, with a slash at both ends; default: the root. */
  base?: string;
  /** Told what is sent, compressed as it is; default: nobody is. */
  onSent?: (path: string, bytes: number) => void;
}

/**
 * Serves a folder as any web server would that has no headers set for it: what is missing is 404, what is text comes
 * compressed, and a browser that has a file asks whether it has changed.
 *
 * @param site folder of the site; it may be built anew meanwhile
 * @throws {SetupProblem} where the port cannot be listened on
 */
export async function startSiteServer(
  site: string,
  { port, base = '/', onSent = () => undefined }: SiteServerOptions,
): Promise<SiteServer> {
  const answer = answersFrom(site, { base, onSent });
  const server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once('error', ({ code, message }: NodeJS.ErrnoException) =>
      reject(
        new SetupProblem(
          `Cannot serve the site on port ${port}: ${code === 'EADDRINUSE' ? 'it is taken' : message}`,
          {
            mend: 'npm run site -- --serve --port N, with another number',
          },
        ),
      ),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `${origin}:${(server.address() as AddressInfo).port}${base}`,
    close() {
      server.close();
      server.closeAllConnections();
    },
  };
}

const origin = 'http://localhost';

/** Answers for the files of a site below a base path. */
function answersFrom(site: string, { base, onSent }: Required<Omit<SiteServerOptions, 'port'>>) {
  return async ({ method, url = '/', headers }: IncomingMessage, response: ServerResponse): Promise<void> => {
    const end = (status: number, more: Record<string, string>, body?: Buffer | string): void => {
      response.writeHead(status, more).end(method === 'HEAD' ? undefined : body);
    };
    if (method !== 'GET' && method !== 'HEAD') return end(405, { allow: 'GET, HEAD' });
    if (!URL.canParse(url, origin)) return end(400, {});
    const { pathname, search } = new URL(url, origin);
    const path = decoded(pathname);
    if (`${path}/` === base) return end(308, { location: `${base}${search}` });
    const within = path?.startsWith(base) ? path.slice(base.length) : undefined;
    const file = within === undefined ? undefined : await siteFile(site, within);
    if (file === undefined) {
      const folder = within === undefined ? undefined : await siteFile(site, `${within}/`);
      if (folder) return end(308, { location: `${pathname}/${search}` });
      return end(404, { 'content-type': 'text/plain' }, 'Not found\n');
    }
    const { type, etag } = file;
    const always = { etag, vary: 'accept-encoding', 'cache-control': 'no-cache' };
    if (headers['if-none-match'] === etag) return end(304, always);
    const packed = /\bgzip\b/.test(String(headers['accept-encoding'])) ? file.packed : undefined;
    const body = packed ?? file.body;
    onSent(pathname, body.length);
    end(
      200,
      {
        ...always,
        'content-type': type.startsWith('text/') ? `${type};charset=utf-8` : type,
        'content-length': String(body.length),
        ...(packed && { 'content-encoding': 'gzip' }),
      },
      body,
    );
  };
}

/** @returns undefined where the address is not well-formed */
function decoded(pathname: string): string | undefined {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return undefined;
  }
}
