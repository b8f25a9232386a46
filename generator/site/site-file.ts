import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { lookup } from 'mrmime';

/** A file as it is sent. */
export interface SiteFile {
  /** Its content type. */
  type: string;
  body: Buffer;
  /** The body by gzip, where that makes it shorter. */
  packed?: Buffer;
  /** Changes with the body. */
  etag: string;
}

const packed = promisify(gzip);
const compressible = /^text\/|json|javascript|wasm|svg|xml|icon/;

/** What was read and packed before, by path; taken anew once the file has another time or size. */
const known = new Map<string, { file: SiteFile; stamp: string }>();

/**
 * The file of a site that an address names: a folder is its index.html.
 *
 * @param site folder of the site
 * @param path below it, decoded
 * @returns undefined where there is none, or where the path leads out of the site
 */
export async function siteFile(site: string, path: string): Promise<SiteFile | undefined> {
  if (path.split(/[\\/]/).includes('..') || path.includes('\0')) return undefined;
  const name = path === '' || path.endsWith('/') ? `${path}index.html` : path;
  const at = join(site, name);
  const found = await stat(at).catch(() => undefined);
  if (!found?.isFile()) return undefined;
  const stamp = `${found.mtimeMs} ${found.size}`;
  const before = known.get(at);
  if (before?.stamp === stamp) return before.file;
  const body = await readFile(at);
  const type = lookup(name.endsWith('.ipynb') ? '.json' : name) ?? 'application/octet-stream';
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 32)}"`;
  const short = compressible.test(type) ? await packed(body) : undefined;
  const file = { type, body, etag, ...(short && short.length < body.length && { packed: short }) };
  known.set(at, { file, stamp });
  return file;
}
