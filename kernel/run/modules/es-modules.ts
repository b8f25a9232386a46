import { AsyncLocalStorage } from 'node:async_hooks';
import { type Module, SourceTextModule, SyntheticModule } from 'node:vm';
import { breakable } from '../../cell/breakable';
import { moduleSyntaxError } from '../../cell/syntax-error';
import { importMeta } from './import-meta';
import type { OwnModule, OwnModules } from './own-modules';

/** What an ES module of the student's asks of the kernel's imports. */
export interface Imports {
  /** The student's ES module that an import leads to, not yet linked perhaps; undefined for all else. */
  ownEsModule(specifier: string, from: OwnModule): OwnModule | undefined;
  /** Any other module, as `import()` returns it. */
  import(specifier: string, from: OwnModule): Promise<object>;
}

/**
 * Runs the student's own ES modules. Node's loader keeps each file for ever, and with it those that it imports; Node's
 * `vm` modules leave to the kernel which of them is loaded anew. kernel.json has the flag that they need.
 */
export class EsModules {
  readonly #own: OwnModules;
  readonly #imports: Imports;
  /** The modules whose imports the running code is gathering. */
  readonly #gathering = new AsyncLocalStorage<ReadonlySet<OwnModule>>();
  #linking: Promise<unknown> = Promise.resolve();

  constructor(own: OwnModules, imports: Imports) {
    this.#own = own;
    this.#imports = imports;
  }

  /** The module of a file, up to date, but perhaps not run yet. */
  module(file: string): OwnModule {
    const current = this.#own.current(file);
    if (current?.es !== undefined) return current;
    const own = this.#own.begin(file);
    const text = this.#own.script(file);
    try {
      own.es = new SourceTextModule(text, {
        identifier: file,
        initializeImportMeta: (meta) => Object.assign(meta, importMeta(file)),
        importModuleDynamically: async (specifier) =>
          syntheticModule(await this.#imports.import(specifier, own)),
      });
    } catch (error) {
      this.#own.forget(own);
      throw error instanceof SyntaxError ? moduleSyntaxError(this.#own.place(file), error, text) : error;
    }
    return own;
  }

  /**
   * Runs a module and all that it imports.
   *
   * @returns its namespace
   * @throws {Error} where it is required by a module that it imports itself
   */
  async load(file: string): Promise<object> {
    const own = this.module(file);
    if (this.#gathering.getStore()?.has(own))
      throw new Error(
        `Cannot load ${file}: a module that it imports requires it, and an ES module cannot be required before it has run: write one of the two imports as "await import(…)" inside a function`,
      );
    if (own.ran === undefined) this.#own.awaits(own, this.#run(own));
    await own.ran;
    return (own.es as Module).namespace;
  }

  async #run(own: OwnModule): Promise<void> {
    const module = own.es as SourceTextModule;
    if (module.status === 'unlinked') {
      const found = new Map<string, Module>();
      const around = this.#gathering.getStore() ?? new Set();
      await this.#gathering.run(new Set([...around, own]), () => this.#gather(own, found));
      await this.#link(module, found);
    }
    await breakable(() => module.evaluate());
  }

  /** Finds, and loads where they are none of these, all modules that a graph of them imports. */
  async #gather(own: OwnModule, found: Map<string, Module>): Promise<void> {
    const { dependencySpecifiers, status } = own.es as SourceTextModule;
    if (status !== 'unlinked') return;
    for (const specifier of dependencySpecifiers) {
      const key = keyOf(own.path, specifier);
      if (found.has(key)) continue;
      const imported = this.#imports.ownEsModule(specifier, own);
      found.set(key, imported?.es ?? (await syntheticModule(await this.#imports.import(specifier, own))));
      if (imported !== undefined) await this.#gather(imported, found);
    }
  }

  /** One graph after the other: two that have a module in common would find it half linked. */
  #link(module: SourceTextModule, found: Map<string, Module>): Promise<void> {
    const linked = this.#linking.then(async () => {
      if (module.status !== 'unlinked') return;
      await module.link((specifier, { identifier }) => found.get(keyOf(identifier, specifier)) as Module);
    });
    this.#linking = linked.catch(() => {});
    return linked;
  }
}

function keyOf(file: string, specifier: string): string {
  return `${file}\0${specifier}`;
}

/** A module with the names that a namespace has. */
export async function syntheticModule(namespace: object): Promise<SyntheticModule> {
  const values = namespace as Record<string, unknown>;
  const names = new Set([...Object.keys(values), ...('default' in values ? ['default'] : [])]);
  const module = new SyntheticModule([...names], () => {
    for (const name of names) module.setExport(name, values[name]);
  });
  await module.link(() => {
    throw new Error('a module of values imports nothing');
  });
  await module.evaluate();
  return module;
}
