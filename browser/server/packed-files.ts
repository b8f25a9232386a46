import type { CellFiles } from '../../cells/files';
import type { KernelFolders } from '../../cells/kernel-folders';
import { missingInBrowser, nodesName } from '../missing-in-browser';

const lib = '/declarations';
const project = '/project';
/** What a browser gives a worker: read by a cell that cannot do without, and not before. */
const platform = `${lib}/lib.webworker.d.ts`;

/** Where the compiler finds what comes with the kernel, in {@link PackedFiles}. */
export const packedFolders: KernelFolders = {
  lib,
  project,
  globals: [`${lib}/few-globals.d.ts`],
  platform: [`${lib}/few-globals.d.ts`, platform],
  packages: `${lib}/packages.d.ts`,
  missing: missingInBrowser,
  nodesName,
};

/** Stand where the packages would, so that imports lead to them; what they declare stands in packages.d.ts. */
const places = ['bayes-notebooks', 'tslab'].map((name) => `${project}/node_modules/${name}/index.d.ts`);

/** The files that the site has packed for the compiler; a tab has no disk. */
export class PackedFiles implements CellFiles {
  readonly folder = '/notebook';
  readonly #texts: Map<string, string>;
  readonly #fetch: (name: string) => string;

  /**
   * @param declarations texts by their names
   * @param fetch reads one that is not among them, and has everything else wait
   */
  constructor(declarations: Record<string, string>, fetch: (name: string) => string) {
    const texts = Object.entries(declarations).map(([name, text]) => [`${lib}/${name}`, text] as const);
    this.#texts = new Map([...texts, ...places.map((place) => [place, ''] as const)]);
    this.#fetch = fetch;
  }

  read(path: string): string | undefined {
    if (path === platform && !this.#texts.has(path))
      this.#texts.set(path, this.#fetch(path.slice(lib.length + 1)));
    return this.#texts.get(path);
  }

  version(path: string): string | undefined {
    return this.fileExists(path) ? '1' : undefined;
  }

  fileExists(path: string): boolean {
    return this.#texts.has(path) || path === platform;
  }

  folderExists(folder: string): boolean {
    return [...this.#texts.keys()].some((path) => path.startsWith(`${folder}/`));
  }

  list(): { files: string[]; folders: string[] } {
    return { files: [], folders: [] };
  }

  realPath(path: string): string {
    return path;
  }
}
