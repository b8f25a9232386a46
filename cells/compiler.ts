import ts from 'typescript';
import { assignments, importAssigned } from './assignments';
import { type CellModule, cellModule, type Edit } from './cell-module';
import { CellNames, type UsedName } from './cell-names';
import type { CellDiagnostic, CompiledCell, CompiledModule } from './compiled-cell';
import { CellHost } from './compiler-host';
import { type Declarations, declarationsOf } from './declarations';
import type { CellFiles } from './files';
import { instrument } from './instrument';
import type { KernelFolders } from './kernel-folders';
import { mapToCell } from './map-to-cell';
import { missingModule, packageOf } from './missing-module';
import { mayBeCalledSo } from './reserved-names';
import { StaleNames } from './stale-names';
import { textLines } from './text-lines';

/** What the compiler makes of a cell: code to run, or what is wrong with it. */
export type Compiled =
  | { cell: CompiledCell; diagnostics?: undefined }
  | { cell?: undefined; diagnostics: CellDiagnostic[] };

/**
 * Findings about what a module that is emitted for `require` cannot have, and cells do: `await` at the top level, since
 * a cell is an async function; `import.meta`, and attributes of imports, since the kernel does them.
 */
const allowed = new Set([1309, 1324, 1343, 1378, 1432, 2823, 2852, 2853, 2854, 2856]);

/** Of what it lacks, TypeScript says nothing but `any`; whatever else a cell cannot do without has a finding. */
const namesAll = /\bglobalThis\b/;

/** TypeScript's numbers of an import that leads nowhere: one of names, and one for its effect alone. */
const missingModuleCode = 2307;
const noModule = new Set([missingModuleCode, 2882]);

/** TypeScript's numbers of a name, or of a module, for which it would install Node's declarations. */
const nodesNames = new Set([2580, 2591]);

/** What is asked about a cell that is being typed. */
export interface TypedOptions {
  /** Whether all names of the platform may be meant; default true. Reading their declarations takes half a second, once. */
  platform?: boolean;
  /** Whether descriptions are wanted, for which all comments are read once; default false. */
  described?: boolean;
}

/**
 * Checks cells against the earlier ones and emits them, by a language service that watches nothing: what may have
 * changed, a student's own files and packages, is looked at when a cell is compiled.
 *
 * @example
 * const { cell, diagnostics } = compiler.compile('const x = 1');
 * if (cell) compiler.keep(); // once it has run without an error
 */
export class CellCompiler {
  readonly #names = new CellNames();
  readonly #stale = new StaleNames();
  readonly #folders: KernelFolders;
  readonly #host: CellHost;
  #service: ts.LanguageService;
  /** Where the cell's own text ends in its module, by path. */
  readonly #ends = new Map<string, number>();
  /** The cell that was compiled last, and is neither kept nor dropped yet. */
  #compiled: { slot: number; declarations: Declarations; uses: UsedName[] } | undefined;

  /**
   * @param files the student's and the packages' files
   * @param folders what comes with the kernel
   */
  constructor(files: CellFiles, folders: KernelFolders) {
    this.#folders = folders;
    this.#host = new CellHost(files, folders);
    this.#host.transformers = { before: [instrument((file) => this.#ends.get(file.fileName))] };
    this.#host.put(this.#host.virtual.names, this.#names.text);
    this.#service = this.#host.newService();
  }

  /** The names that kept cells declare. */
  get names(): CellNames {
    return this.#names;
  }

  /** Compiles a cell beside all cells that were kept. */
  compile(source: string): Compiled {
    this.#compiled = undefined;
    this.#host.refresh();
    // What is only typed may declare globals.
    this.#host.forget(this.#host.virtual.typed);
    if (namesAll.test(source)) this.#host.addPlatform();
    const declarations = declarationsOf(source);
    const slot = this.#names.next;
    const path = this.#host.virtual.cell(slot);
    let module = this.#put(path, source, declarations);
    let found = this.#findingsIn(path);
    const { edits, refused } = assignments(this.#program(), module, this.#names, found);
    if (edits.length > 0) {
      module = this.#put(path, source, declarations, edits);
      found = this.#findingsIn(path);
    }
    if (declarations.unchecked) found = this.#service.getSyntacticDiagnostics(path);
    const own = this.#ownModules(path);
    const diagnostics = [...found, ...refused, ...own.flatMap((file) => this.#findingsIn(file))]
      .filter(({ code }) => code !== importAssigned)
      .map((finding) => describe(this.#worded(finding), module));
    if (diagnostics.length > 0) {
      this.#host.forget(path);
      if (this.#host.addPlatform()) return this.compile(source);
      this.#stale.failed(declarations.names);
      return { diagnostics };
    }
    const uses = this.#names.usedBy(declarations);
    this.#compiled = { slot, declarations, uses };
    const modules = own.map(
      (file): CompiledModule => ({
        path: file,
        source: this.#host.readFile(file) ?? '',
        ...this.#emit(file),
      }),
    );
    const stale = this.#stale.seenBy(declarations.names);
    const { code, map } = this.#emit(path);
    return { cell: { code, map: mapToCell(map, module), source, slot, uses, stale, modules } };
  }

  /**
   * Puts a cell that is being typed beside all cells that were kept, to ask about places in it; the cell compiled last
   * stays as it is.
   */
  typed(
    source: string,
    { platform = true, described = false }: TypedOptions = {},
  ): { service: ts.LanguageService; module: CellModule } {
    if (described && this.#host.jsDocParsingMode !== ts.JSDocParsingMode.ParseAll) {
      this.#host.jsDocParsingMode = ts.JSDocParsingMode.ParseAll;
      this.#service.dispose();
      this.#service = this.#host.newService();
    }
    if (platform) this.#host.addPlatform();
    this.#host.refresh();
    return {
      service: this.#service,
      module: this.#put(this.#host.virtual.typed, source, declarationsOf(source)),
    };
  }

  /**
   * Keeps what the cell compiled last declares, for all cells behind it.
   *
   * @returns numbers of the cells whose values no later cell can reach any more; new cells take them
   */
  keep(): number[] {
    if (this.#compiled === undefined) throw new Error('Cannot keep a cell: none was compiled');
    const { slot, declarations, uses } = this.#compiled;
    this.#stale.succeeded(declarations.names);
    this.#compiled = undefined;
    const released = this.#names.add(slot, declarations, uses);
    for (const one of released) this.#host.forget(this.#host.virtual.cell(one));
    this.#host.put(this.#host.virtual.names, this.#names.text);
    return released;
  }

  /** Takes the cell compiled last away, as one that has failed. */
  drop(): void {
    if (this.#compiled === undefined) return;
    this.#host.forget(this.#host.virtual.cell(this.#compiled.slot));
    this.#stale.failed(this.#compiled.declarations.names);
    this.#compiled = undefined;
  }

  #put(path: string, source: string, declarations: Declarations, edits: Edit[] = []): CellModule {
    const { names, listed, exports } = declarations;
    const exported = listed.length > 0 ? [`export { ${listed.join(', ')} };`] : [];
    const epilogue = [...exported, ...requiredFiles(source)].join(' ');
    const module = cellModule(path, source, this.#names.importFor(names), [...exports, ...edits], epilogue);
    this.#ends.set(path, module.toModule(source.length));
    this.#host.put(path, module.text);
    return module;
  }

  #program(): ts.Program {
    const program = this.#service.getProgram();
    if (program === undefined) throw new Error('Cannot compile a cell: the language service has no program');
    return program;
  }

  #findingsIn(path: string): ts.Diagnostic[] {
    const syntactic = this.#service.getSyntacticDiagnostics(path);
    if (syntactic.length > 0) return syntactic;
    const end = this.#ends.get(path) ?? Number.POSITIVE_INFINITY;
    return this.#service.getSemanticDiagnostics(path).filter(
      (finding) =>
        finding.category === ts.DiagnosticCategory.Error &&
        (finding.start ?? 0) <= end && // behind it stands what the compiler itself adds
        !allowed.has(finding.code) &&
        !mayBeCalledSo(finding),
    );
  }

  /** A finding in the words that say what mends it, where it is of a module or of a name that is missing. */
  #worded(finding: ts.Diagnostic): ts.Diagnostic {
    const { file, start = 0, length = 0, code } = finding;
    if (file === undefined) return finding;
    const { missing, nodesName } = this.#folders;
    const text = file.text.slice(start, start + length);
    const isModule = noModule.has(code) || (nodesNames.has(code) && /^['"]/.test(text));
    // Under a number that no cell above can mend.
    if (nodesName && nodesNames.has(code) && !isModule)
      return { ...finding, code: missingModuleCode, messageText: nodesName(text) };
    if (!isModule) return finding;
    const specifier = text.slice(1, -1);
    if (missing) return { ...finding, code: missingModuleCode, messageText: missing(specifier) };
    const folder = file.fileName.slice(0, file.fileName.lastIndexOf('/'));
    const isInstalled = this.#host.resolution.hasPackage(packageOf(specifier), file.fileName);
    return { ...finding, messageText: missingModule(specifier, folder, isInstalled) };
  }

  /** The student's own modules behind a file, each after those that it imports. */
  #ownModules(path: string, seen = new Set([path])): string[] {
    const imported = this.#host.ownImportsOf(path).filter((file) => !seen.has(file));
    for (const file of imported) seen.add(file);
    return imported.flatMap((file) => [...this.#ownModules(file, seen), file]);
  }

  #emit(path: string): { code: string; map: string } {
    const outputs = path.endsWith('.mts') ? this.#emitAsCommonJs(path) : this.#outputs(path);
    return { ...outputs, code: outputs.code.replace(/\/\/# sourceMappingURL=.*\s*$/, '') };
  }

  #outputs(path: string): { code: string; map: string } {
    const { outputFiles } = this.#service.getEmitOutput(path);
    const text = (ending: RegExp): string => outputFiles.find(({ name }) => ending.test(name))?.text ?? '';
    return { code: text(/\.c?js$/), map: text(/\.map$/) };
  }

  /** TypeScript emits an `.mts` file as an ES module whatever it is asked for, so it is given another name. */
  #emitAsCommonJs(path: string): { code: string; map: string } {
    const { outputText, sourceMapText = '' } = ts.transpileModule(this.#host.readFile(path) ?? '', {
      fileName: path.replace(/mts$/, 'ts'),
      compilerOptions: this.#host.getCompilationSettings(),
      transformers: this.#host.transformers,
    });
    return { code: outputText, map: sourceMapText };
  }
}

/** Has a file of the student's compiled with the cell that requires it; what is not there, is said as the cell runs. */
function requiredFiles(source: string): string[] {
  const calls = source.matchAll(/\brequire\(\s*(["'])(\.[^"'\n]*)\1\s*\)/g);
  return [...calls].map(([, quote, specifier]) => `import type {} from ${quote}${specifier}${quote};`);
}

/** A finding with its place: in the cell itself, or in a file of the student's. */
function describe({ file, start = 0, code, messageText }: ts.Diagnostic, cell: CellModule): CellDiagnostic {
  const message = ts.flattenDiagnosticMessageText(messageText, '\n');
  const inCell = file === undefined || file.fileName === cell.path;
  const text = inCell ? cell.source : file.text;
  const before = textLines(text.slice(0, inCell ? cell.toCell(start) : start));
  const column = (before.at(-1)?.length ?? 0) + 1;
  return { file: inCell ? '' : file.fileName, line: before.length, column, code, message };
}
