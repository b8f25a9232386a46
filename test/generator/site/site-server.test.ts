import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SiteServer, startSiteServer } from '../../../generator/site/site-server';

const folder = mkdtempSync(join(tmpdir(), 'site-server-'));
const site = join(folder, 'site');
const long = 'tensor '.repeat(500);
const sent: [string, number][] = [];
let server: SiteServer;

beforeAll(async () => {
  mkdirSync(join(site, 'lab'), { recursive: true });
  writeFileSync(join(site, 'index.html'), '<title>ę</title>');
  writeFileSync(join(site, 'lab', 'index.html'), 'lab');
  writeFileSync(join(site, 'lab', 'code.js'), long);
  writeFileSync(join(site, 'lab', 'a b.ipynb'), '{}');
  writeFileSync(join(site, 'loops.wasm'), Buffer.alloc(1000));
  writeFileSync(join(folder, 'secret.txt'), 'not of the site');
  const onSent = (path: string, bytes: number) => sent.push([path, bytes]);
  server = await startSiteServer(site, { port: 0, base: '/course/', onSent });
});
afterAll(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

interface Reply {
  status: number | undefined;
  headers: Record<string, unknown>;
  body: Buffer;
}

/** Asks as it is written: `fetch` would tidy the path up, unpack the body and follow where it is sent. */
const ask = (path: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Reply> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(server.url);
    get({ host: 'localhost', port, path, headers, method }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(chunks) }),
      );
    }).on('error', reject);
  });

describe('the server of a site', () => {
  test('serves it below its base path, and a folder as its index.html', async () => {
    expect(server.url).toMatch(/^http:\/\/localhost:\d+\/course\/$/);
    expect((await ask('/course/')).body.toString()).toBe('<title>ę</title>');
    expect((await ask('/course/lab/?path=a')).body.toString()).toBe('lab');
    expect((await ask('/course/lab/a%20b.ipynb')).body.toString()).toBe('{}');
  });

  test('sends on to the slash that relative addresses need', async () => {
    expect((await ask('/course')).headers.location).toBe('/course/');
    expect((await ask('/course/lab?path=a')).headers.location).toBe('/course/lab/?path=a');
  });

  test.each([
    ['/', 404],
    ['/course/nothing', 404],
    ['/course/lab/code.js/', 404],
    ['/course/../secret.txt', 404],
    ['/course/%2e%2e/secret.txt', 404],
    ['/course/..%2fsecret.txt', 404],
    ['/course/%zz', 404],
    ['//', 400],
  ])('has nothing at %s', async (path, status) => {
    const reply = await ask(path);
    expect(reply.status).toBe(status);
    expect(reply.body.toString()).not.toContain('not of the site');
  });

  test.each([
    ['/course/', 'text/html;charset=utf-8'],
    ['/course/lab/code.js', 'text/javascript;charset=utf-8'],
    ['/course/lab/a%20b.ipynb', 'application/json'],
    ['/course/loops.wasm', 'application/wasm'],
  ])('says of what type %s is', async (path, type) => {
    expect((await ask(path)).headers['content-type']).toBe(type);
  });

  test('compresses for who can take it, and tells what that came to', async () => {
    const plain = await ask('/course/lab/code.js');
    expect(plain.body.toString()).toBe(long);
    sent.length = 0;
    const packed = await ask('/course/lab/code.js', { 'accept-encoding': 'br, gzip' });
    expect(packed.headers['content-encoding']).toBe('gzip');
    expect(packed.headers['content-length']).toBe(String(packed.body.length));
    expect(gunzipSync(packed.body).toString()).toBe(long);
    expect(sent).toEqual([['/course/lab/code.js', packed.body.length]]);
  });

  test('sends a file again only once it has changed', async () => {
    const { headers } = await ask('/course/lab/code.js');
    const known = { 'if-none-match': String(headers.etag) };
    expect(await ask('/course/lab/code.js', known)).toMatchObject({ status: 304, body: Buffer.alloc(0) });
    writeFileSync(join(site, 'lab', 'code.js'), `${long}!`);
    expect((await ask('/course/lab/code.js', known)).body.toString()).toBe(`${long}!`);
  });

  test('answers no other question than for a file', async () => {
    expect((await ask('/course/', {}, 'POST')).status).toBe(405);
    expect(await ask('/course/', {}, 'HEAD')).toMatchObject({ status: 200, body: Buffer.alloc(0) });
  });

  test('says that a port is taken', async () => {
    const other = createServer();
    const port = await new Promise<number>((resolve) =>
      other.listen(0, '127.0.0.1', () => resolve((other.address() as { port: number }).port)),
    );
    await expect(startSiteServer(site, { port })).rejects.toThrow(
      `Cannot serve the site on port ${port}: it is taken. Mend it with: npm run site -- --serve --port N`,
    );
    other.close();
  });
});
