import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Module } from 'node:vm';
import type { CompiledModule } from '../../../cells/compiled-cell';
import { nameFile } from '../../../execution/stack-traces';
import { FileVersions } from '../../files/file-versions';

/** A module of the student's that has run, or runs. */
export interface OwnModule {
  readonly path: string;
  /** The text that it was made of, as a version of the file or as its source and code. */
  readonly made: string;
  /** What its imports led to, by specifier; undefined for what was not there. */
  readonly behind: Map<string, OwnModule | undefined>;
  /** What `require` returns, for all but ES modules. */
  exports: unknown;
  /** An ES module. */
  es?: Module;
  /** Settles when an ES module, or one that awaits at its top level, has run. */
  ran?: Promise<unknown>;
}

/**
 * The student's own modules: which have run, and whether they still are what their files say. A module stays the same
 * instance, with its state, until its text or that of a module behind it has changed, a file that it imports has gone
 * or one that it missed has come; then the next cell that imports it runs it anew.
 */
export class OwnModules {
  readonly #folder: string;
  readonly #findOwn: (specifier: string, folder: string) => string | undefined;
  readonly #versions = new FileVersions();
  readonly #compiled = new Map<string, { module: CompiledModule; version: string | undefined }>();
  readonly #modules = new Map<string, OwnModule>();
  /** Those that have awaited and have not come to their end. */
  readonly #waiting = new Set<OwnModule>();
  /** Those that were looked at since the present cell began. */
  readonly #checked = new Set<OwnModule>();

  /**
   * @param folder absolute path of the notebook's folder
   * @param findOwn the student's file that an import leads to, or what else it leads to
   */
  constructor(folder: string, findOwn: (specifier: string, folder: string) => string | undefined) {
    this.#folder = folder;
    this.#findOwn = findOwn;
  }

  /** A cell begins: all that it imports is looked at again, and what an interrupted cell waited for is run anew. */
  beginCell(compiled: readonly CompiledModule[]): void {
    for (const module of this.#waiting) this.forget(module);
    this.#checked.clear();
    for (const module of compiled)
      this.#compiled.set(module.path, { module, version: this.#versions.version(module.path) });
  }

  /** The compiled form of a file; undefined for JavaScript and JSON, and for what has changed since it was compiled. */
  compiled(file: string): CompiledModule | undefined {
    const compiled = this.#compiled.get(file);
    return compiled?.version === this.#versions.version(file) ? compiled?.module : undefined;
  }

  /**
   * The text of a file as it is run.
   *
   * @throws {Error} where the file is gone
   */
  text(file: string): string {
    // The mark that some editors put in front is no part of it.
    return this.compiled(file)?.code ?? readFileSync(file, 'utf8').replace(/^\uFEFF/, '');
  }

  /** The text of a JavaScript file that is about to run, whose lines stacks will name. */
  script(file: string): string {
    const text = this.text(file);
    nameFile(file, this.place(file), text);
    return text;
  }

  /** A file as seen from the notebook's folder. */
  place(file: string): string {
    return path.relative(this.#folder, file);
  }

  /** The module of a file, where it has run and is up to date. */
  current(file: string): OwnModule | undefined {
    const module = this.#modules.get(file);
    if (module === undefined || this.#checked.has(module)) return module;
    const seen = new Set<OwnModule>();
    if (!this.#isCurrent(module, seen)) return undefined;
    for (const behind of seen) this.#checked.add(behind);
    return module;
  }

  /** A new module of a file, which is about to run. */
  begin(file: string): OwnModule {
    const module = { path: file, made: this.#text(file), behind: new Map(), exports: {} };
    this.#modules.set(file, module);
    this.#checked.add(module);
    return module;
  }

  /**
   * A module goes on while others run.
   *
   * @param ran settles at its end; where it is rejected, the module is forgotten
   */
  awaits(module: OwnModule, ran: Promise<unknown>): void {
    module.ran = ran;
    this.#waiting.add(module);
    ran.then(
      () => this.#waiting.delete(module),
      () => this.forget(module),
    );
  }

  /** Forgets a module that failed, and the ES modules behind it that did not get to run; all run anew next time. */
  forget(module: OwnModule): void {
    this.#waiting.delete(module);
    if (this.#modules.get(module.path) !== module) return;
    this.#modules.delete(module.path);
    for (const behind of module.behind.values())
      if (behind?.es !== undefined && behind.es.status !== 'evaluated') this.forget(behind);
  }

  #isCurrent(module: OwnModule, seen: Set<OwnModule>): boolean {
    if (seen.has(module)) return true;
    seen.add(module);
    if (this.#modules.get(module.path) !== module || this.#text(module.path) !== module.made) return false;
    const folder = path.dirname(module.path);
    return [...module.behind].every(
      ([specifier, behind]) =>
        this.#findOwn(specifier, folder) === behind?.path &&
        (behind === undefined || this.#isCurrent(behind, seen)),
    );
  }

  /** Tells one text of a file from another. */
  #text(file: string): string {
    const compiled = this.compiled(file);
    // The code too: it holds what the compiler put in of other files, such as the values of an enum.
    return compiled === undefined
      ? (this.#versions.version(file) ?? '')
      : `${compiled.source}\0${compiled.code}`;
  }
}
