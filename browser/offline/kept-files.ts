import { fileOf } from './file-of';
import { isolated } from './isolated';
import type { SiteFiles } from './site-files';

/**
 * The site's files that this browser keeps. Each is kept under its path and its content's hash, so that a new edition of
 * the site fetches what has changed and nothing else, and no file of one edition is taken for that of another.
 */
export class KeptFiles {
  readonly #site: SiteFiles;
  readonly #base: string;
  readonly #cache: Promise<Cache>;
  readonly #coming = new Map<string, Promise<void>>();

  /** @param base the site's address, with a slash at its end */
  constructor(site: SiteFiles, base: string) {
    this.#site = site;
    this.#base = base;
    this.#cache = caches.open(`bayes-notebooks ${base}`);
  }

  /** @returns whether this edition of the site has the file */
  has(path: string): boolean {
    return Object.hasOwn(this.#site.hashes, path);
  }

  /**
   * @param path of a file that this edition has
   * @returns the file, fetched and kept where it was not yet
   * @throws {TypeError} where it can neither be found here nor fetched as this edition has it
   */
  async get(path: string): Promise<Response> {
    const kept = await this.#kept(path);
    if (kept) return kept;
    await this.#keepOnce(path);
    return (await this.#kept(path)) ?? this.#fetch(path); // no room: the page can go on without
  }

  /** Fetches and keeps the essential files, and those of other addresses, that are not kept yet. */
  async keep(addresses: string[]): Promise<void> {
    const asked = addresses.map((address) => fileOf(address, this.#base) ?? '');
    await this.#complete([...this.#site.essential, ...asked]);
  }

  /** Fetches what this edition has otherwise than the one that was kept. Where none was, nothing is to be done. */
  async renew(): Promise<void> {
    const before = (await (await this.#cache).keys()).map(({ url }) => fileOf(url, this.#base) ?? '');
    if (before.length > 0) await this.#complete([...this.#site.essential, ...before]);
  }

  /** Removes what this edition does not have. */
  async removeOld(): Promise<void> {
    const cache = await this.#cache;
    const current = new Set(Object.keys(this.#site.hashes).map((path) => this.#key(path)));
    const old = (await cache.keys()).filter(({ url }) => !current.has(url));
    await Promise.all(old.map((request) => cache.delete(request)));
  }

  /** One file after the other: a lecture that is being opened needs the connection more. */
  async #complete(paths: string[]): Promise<void> {
    for (const path of new Set(paths.filter((one) => this.has(one))))
      if (!(await this.#kept(path))) await this.#keepOnce(path);
  }

  #kept = async (path: string): Promise<Response | undefined> => (await this.#cache).match(this.#key(path));

  /** Fetches a file once, however many ask for it meanwhile. None of them gets what was fetched: what is not read stays in memory. */
  #keepOnce(path: string): Promise<void> {
    const coming = this.#coming.get(path) ?? this.#keep(path).finally(() => this.#coming.delete(path));
    this.#coming.set(path, coming);
    return coming;
  }

  async #keep(path: string): Promise<void> {
    const [cache, response] = [await this.#cache, await this.#fetch(path)];
    await cache.put(this.#key(path), response).catch((error: unknown) => {
      console.warn(`Cannot keep ${path} for reading it offline: ${error}`);
    });
  }

  async #fetch(path: string): Promise<Response> {
    const address = this.#address(path);
    const integrity = `sha256-${this.#site.hashes[path]}`;
    const again = () => fetch(address, { integrity, cache: 'reload' }); // what the browser has of it may be old
    const response = isolated(await fetch(address, { integrity }).catch(again));
    if (path.endsWith('.wasm')) response.headers.set('content-type', 'application/wasm'); // some hosts do not know it
    return response;
  }

  #address(path: string): string {
    return new URL(encodeURI(path), this.#base).href;
  }

  #key(path: string): string {
    return `${this.#address(path)}?sha256=${encodeURIComponent(this.#site.hashes[path] ?? '')}`;
  }
}
