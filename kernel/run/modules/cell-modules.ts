import { createRequire } from 'node:module';
import path from 'node:path';
import type { Module } from 'node:vm';
import { namesSpecifier } from '../../../cells/cell-names';
import type { CellHooks, CompiledCell } from '../../../cells/compiled-cell';
import type { CellImports, RunHooks } from '../../../execution/machine';
import { breakable } from '../../cell/breakable';
import { syntaxError } from '../../cell/syntax-error';
import { EsModules, syntheticModule } from './es-modules';
import { type Found, findModule } from './find-module';
import { importMeta } from './import-meta';
import { InstalledModules, onlyImported } from './installed-modules';
import { type ModuleCode, moduleCode, scriptCode } from './module-code';
import { isEsModule } from './module-format';
import { asImported, asRequired } from './namespace';
import { type OwnModule, OwnModules } from './own-modules';

/** What the imports of a kernel's cells stand on. */
export interface CellModulesOptions {
  /** Absolute path of the folder from which cells import. */
  notebookFolder: string;
  /** Absolute path of the project, where `bayes-notebooks` is found from notebooks that lie elsewhere. */
  projectFolder: string;
  /** Modules that the kernel itself makes, by specifier: such as its display module. */
  kernelModules: Readonly<Record<string, () => object>>;
}

/** What the student's own modules call as cells do. */
type ModuleHooks = Omit<RunHooks, 'result'>;

/** What `require` has besides, the same wherever it is called. */
const { cache, extensions, main } = createRequire(__filename);

/** What TypeScript emits for an import, and what students write themselves. */
const requireCall = /\brequire\(\s*("[^"\n]+"|'[^'\n]+'|`[^`$\n]+`)\s*\)/g;

/**
 * The imports of cells and of the student's own modules: from the notebook's folder, each module once for all who
 * import it, CommonJS where a package has both, and the student's own afresh when they have changed.
 *
 * @example
 * const imports = await modules.forCell(cell, hooks);
 * await run(cell.code, exports, imports.require, { ...hooks, ...imports });
 */
export class CellModules {
  readonly #options: CellModulesOptions;
  readonly #own: OwnModules;
  readonly #es: EsModules;
  readonly #installed = new InstalledModules();
  #hooks: ModuleHooks | undefined;

  constructor(options: CellModulesOptions) {
    this.#options = options;
    this.#own = new OwnModules(options.notebookFolder, (specifier, folder) => {
      const found = this.#tryFind(specifier, folder);
      return found?.kind === 'own' ? found.path : found?.kind;
    });
    this.#es = new EsModules(this.#own, {
      ownEsModule: (specifier, from) => this.#ownEsModule(specifier, from),
      import: (specifier, from) => this.#import(specifier, from.path, from),
    });
  }

  /** Loads a package that a cell is about to import; where that fails, the cell's own import says so. */
  expect(specifier: string): void {
    try {
      this.#requireFrom(path.join(this.#options.notebookFolder, 'notebook.ts'), undefined)(specifier);
    } catch {
      // It is not loaded then, and is loaded anew.
    }
  }

  /**
   * Loads, ahead of a cell's code, what that requires but can only be imported.
   *
   * @param cell the cell that is about to run
   * @param hooks of that cell
   * @throws {Error} where such a module fails as it runs; whatever else it throws, too
   */
  async forCell(
    { code, modules }: Pick<CompiledCell, 'code' | 'modules'>,
    hooks: ModuleHooks,
  ): Promise<CellImports> {
    this.#hooks = hooks;
    this.#own.beginCell(modules);
    const file = path.join(this.#options.notebookFolder, 'notebook.ts');
    await this.#prepare(code, file, new Set());
    return {
      require: this.#requireFrom(file, undefined),
      import: (specifier) => this.#import(specifier, file, undefined),
      meta: importMeta(file),
    };
  }

  /** Loads, ahead of a module's code, what that requires but can only be imported. */
  async #prepare(code: string, file: string, seen: Set<string>): Promise<void> {
    for (const [, quoted = ''] of code.matchAll(requireCall)) {
      const specifier = unquoted(quoted);
      if (specifier === namesSpecifier) continue; // of earlier cells
      // What is not found is said where it is required.
      const found = this.#kernelModule(specifier) ? undefined : this.#tryFind(specifier, path.dirname(file));
      if (found?.kind === 'own') await this.#prepareOwn(found.path, seen);
      else if (found !== undefined) await this.#installed.prepare(found);
    }
  }

  async #prepareOwn(file: string, seen: Set<string>): Promise<void> {
    if (seen.has(file)) return;
    seen.add(file);
    const compiled = this.#own.compiled(file);
    if (this.#isEs(file)) await this.#es.load(file);
    else if (compiled !== undefined || /\.c?js$/.test(file))
      await this.#prepare(this.#own.text(file), file, seen);
    if (compiled !== undefined && moduleCode(compiled).awaits) await breakable(() => this.#load(file)).ran;
  }

  async #import(specifier: string, file: string, importing: OwnModule | undefined): Promise<object> {
    const name = String(specifier);
    const kernels = this.#kernelModule(name);
    if (kernels !== undefined) return asImported(kernels());
    const found = this.#find(name, file, importing);
    if (found.kind !== 'own') return this.#installed.import(found, name);
    await this.#prepareOwn(found.path, new Set());
    return this.#isEs(found.path)
      ? (this.#evaluated(found.path, name, importing).namespace as object)
      : asImported(this.#requireOwn(found.path, name, importing));
  }

  #requireFrom(file: string, importing: OwnModule | undefined): NodeJS.Require {
    const require = (specifier: string): unknown => {
      const kernels = this.#kernelModule(specifier);
      if (kernels !== undefined) return kernels();
      const found = this.#find(specifier, file, importing);
      return found.kind === 'own'
        ? this.#requireOwn(found.path, specifier, importing)
        : this.#installed.require(found, specifier);
    };
    const resolve = (specifier: string, options?: { paths?: string[] }): string => {
      const found = options === undefined ? this.#find(specifier, file, undefined) : undefined;
      return found !== undefined && 'path' in found
        ? path.normalize(found.path)
        : createRequire(path.resolve(file)).resolve(specifier, options);
    };
    const paths = (specifier: string): string[] | null =>
      createRequire(path.resolve(file)).resolve.paths(specifier);
    return Object.assign(require, { cache, extensions, main, resolve: Object.assign(resolve, { paths }) });
  }

  #requireOwn(file: string, specifier: string, importing: OwnModule | undefined): unknown {
    if (file.endsWith('.node')) return createRequire(file)(file);
    if (this.#isEs(file)) return asRequired(this.#evaluated(file, specifier, importing).namespace);
    const module = this.#load(file);
    importing?.behind.set(specifier, module);
    return module.exports;
  }

  /** An ES module of the student's that has run. */
  #evaluated(file: string, specifier: string, importing: OwnModule | undefined): { namespace: object } {
    const module = this.#own.current(file);
    if (module?.es?.status !== 'evaluated') throw onlyImported(specifier);
    importing?.behind.set(specifier, module);
    return module.es;
  }

  #ownEsModule(specifier: string, from: OwnModule): OwnModule | undefined {
    if (this.#kernelModule(specifier)) return undefined;
    const found = this.#find(specifier, from.path, from);
    if (found.kind !== 'own' || !this.#isEs(found.path)) return undefined;
    const module = this.#es.module(found.path);
    from.behind.set(specifier, module);
    return module;
  }

  /** The module of a file that is no ES module; it runs, unless it has and is up to date. */
  #load(file: string): OwnModule {
    const current = this.#own.current(file);
    if (current !== undefined) return current;
    const own = this.#own.begin(file);
    try {
      if (file.endsWith('.json')) own.exports = parseJson(this.#own.text(file), file);
      else this.#run(own);
    } catch (error) {
      this.#own.forget(own);
      throw error;
    }
    return own;
  }

  #run(own: OwnModule): void {
    const file = path.normalize(own.path);
    const require = this.#requireFrom(own.path, own);
    const module = {
      exports: own.exports as object,
      id: file,
      filename: file,
      path: path.dirname(file),
      require,
    };
    // Whoever imports it in a circle gets what it exports so far.
    Object.defineProperty(own, 'exports', { get: () => module.exports });
    const given = [module.exports, require, module, file, module.path];
    const load: CellHooks['import'] = (specifier) => this.#import(specifier, own.path, own);
    const compiled = this.#own.compiled(own.path);
    if (compiled !== undefined) {
      const { code, awaits } = moduleCode(compiled);
      const hooks = { ...this.#hooks, import: load, meta: importMeta(own.path) };
      const ran = code.call(module.exports, ...given, hooks);
      if (awaits) this.#own.awaits(own, ran as Promise<unknown>);
      return;
    }
    if (/\.[cm]?tsx?$/.test(file))
      throw new Error(
        `Cannot load ${file}: TypeScript is compiled with the cell that imports it by its name, and has to be again when it has changed: write import … from "…" in this cell`,
      );
    const code = this.#scriptCode(own.path, async (specifier) => syntheticModule(await load(specifier)));
    code.call(module.exports, ...given);
  }

  #scriptCode(file: string, load: (specifier: string) => Promise<Module>): ModuleCode {
    try {
      return scriptCode(this.#own.script(file), file, load);
    } catch (error) {
      throw error instanceof SyntaxError ? syntaxError(this.#own.place(file), error) : error;
    }
  }

  #isEs(file: string): boolean {
    return this.#own.compiled(file) === undefined && isEsModule(file, () => this.#own.text(file));
  }

  #kernelModule(specifier: string): (() => object) | undefined {
    const { kernelModules } = this.#options;
    return Object.hasOwn(kernelModules, specifier) ? kernelModules[specifier] : undefined;
  }

  #find(specifier: string, file: string, importing: OwnModule | undefined): Found {
    try {
      return findModule(specifier, path.dirname(file), this.#options.projectFolder);
    } catch (error) {
      importing?.behind.set(specifier, undefined);
      throw error;
    }
  }

  #tryFind(specifier: string, folder: string): Found | undefined {
    try {
      return findModule(specifier, folder, this.#options.projectFolder);
    } catch {
      return undefined;
    }
  }
}

/** The text of a string literal. */
function unquoted(literal: string): string {
  const text = literal.slice(1, -1);
  try {
    return JSON.parse(`"${text}"`) as string; // TypeScript writes other letters than ASCII's as \u…
  } catch {
    return text;
  }
}

/** @throws {SyntaxError} with the file's name, where the text is no JSON */
function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SyntaxError(`Cannot import ${file}: it is no JSON: ${(error as Error).message}`);
  }
}
