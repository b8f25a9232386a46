import type { CompiledCell } from '../../cells/compiled-cell';
import type { CellImports, CellInput, Machine } from '../../execution/machine';
import { missingInBrowser } from '../missing-in-browser';
import { tslab } from './tslab-display';

/** A tab's cells read nothing from a user. */
const noInput: CellInput = { begin() {}, answered: async () => {}, interrupt() {}, end() {} };

/** Runs the code of cells in a browser's worker. */
export class TabMachine implements Machine {
  readonly input = noInput;
  readonly #modules: Promise<Record<string, object>>;

  /** @param library the project's library, while it is loaded */
  constructor(library: Promise<object>) {
    this.#modules = library.then((exports) => ({ 'bayes-notebooks': exports, tslab }));
    this.#modules.catch(() => {}); // each cell says it
  }

  async imports(_compiled: CompiledCell): Promise<CellImports> {
    const modules = await this.#modules;
    const require = (specifier: string): object => {
      const module = modules[specifier];
      if (module === undefined) throw new Error(missingInBrowser(specifier));
      return module;
    };
    const { href } = globalThis.location;
    const resolve = (specifier: string): string => new URL(specifier, href).href;
    const meta = { url: href, dirname: '/', filename: '/notebook.ts', resolve } as ImportMeta;
    return { require, import: async (specifier) => require(`${specifier}`), meta };
  }

  async call(script: string, code: string, given: unknown[]): Promise<void> {
    // The code's first line is "use strict" alone, so that what stands before it moves no column.
    const whole = `(async function (exports, require, __cell, __filename, __dirname) {${code}\n})\n//# sourceURL=${script}`;
    // biome-ignore lint/security/noGlobalEval: to run what the student writes is what this is for
    const inGlobalScope = eval;
    await inGlobalScope(whole)(...given);
  }

  async settled(): Promise<void> {}
}
