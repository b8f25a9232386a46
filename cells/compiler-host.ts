import ts from 'typescript';
import { compilerOptions } from './compiler-options';
import type { CellFiles } from './files';
import type { KernelFolders } from './kernel-folders';
import { ModuleResolution } from './module-resolution';
import { VirtualFiles } from './virtual-files';

/** What the compiler emits; declarations alone have nothing to run. */
const source = /(?<!\.d)\.[cm]?tsx?$/;

/** What the language service asks for: virtual files of the cells, and real ones behind {@link CellFiles}. */
export class CellHost implements ts.LanguageServiceHost {
  /** Comments are a tenth of what there is to parse, and only descriptions need them. */
  jsDocParsingMode = ts.JSDocParsingMode.ParseNone;
  /** Where the cells stand. */
  readonly virtual: VirtualFiles;
  readonly resolution: ModuleResolution;
  /** Changes of each emitted file; set once before the first one. */
  transformers: ts.CustomTransformers = {};
  readonly #files: CellFiles;
  readonly #folders: KernelFolders;
  readonly #snapshots = new Map<string, { snapshot: ts.IScriptSnapshot; version: string }>();
  /** Files that the cells and the student's files import, as they were resolved last. */
  readonly #imports = new Map<string, string[]>();
  #globals: readonly string[];
  #project = 0;

  constructor(files: CellFiles, folders: KernelFolders) {
    this.#files = files;
    this.#folders = folders;
    this.#globals = folders.globals;
    this.virtual = new VirtualFiles(files.folder);
    this.resolution = new ModuleResolution(files, folders, this.virtual);
  }

  /** A language service over this host's files. */
  newService(): ts.LanguageService {
    const registry = ts.createDocumentRegistry(true, this.#files.folder, this.jsDocParsingMode);
    return ts.createLanguageService(this, registry);
  }

  /** Sets the text of a virtual file. */
  put(path: string, text: string): void {
    if (this.virtual.put(path, text)) this.refresh();
  }

  /** Takes a cell's file away. */
  forget(path: string): void {
    if (this.virtual.empty(path)) this.refresh();
  }

  /** Has everything that may have changed looked at again. */
  refresh(): void {
    this.#project += 1;
  }

  /**
   * Has cells see all of the platform's declarations: half of what there is to read, and most notebooks need none of it.
   *
   * @returns whether they did not see them before
   */
  addPlatform(): boolean {
    const { globals, platform = globals } = this.#folders;
    if (this.#globals === platform) return false;
    this.#globals = platform;
    this.refresh();
    return true;
  }

  /** The student's own TypeScript files that a cell or such a file imports. */
  ownImportsOf(path: string): string[] {
    return (this.#imports.get(path) ?? []).filter((file) => this.resolution.isOwn(file) && source.test(file));
  }

  getProjectVersion(): string {
    return String(this.#project);
  }

  getCompilationSettings(): ts.CompilerOptions {
    return compilerOptions;
  }

  getCustomTransformers(): ts.CustomTransformers {
    return this.transformers;
  }

  getScriptFileNames(): string[] {
    return [this.virtual.names, this.virtual.typed, ...this.#globals];
  }

  getScriptVersion(path: string): string {
    if (this.virtual.has(path)) return this.virtual.version(path);
    return this.resolution.isInstalled(path) ? '1' : (this.#files.version(path) ?? '');
  }

  getScriptSnapshot(path: string): ts.IScriptSnapshot | undefined {
    if (this.virtual.has(path)) return this.virtual.snapshot(path);
    const version = this.getScriptVersion(path);
    const known = this.#snapshots.get(path);
    if (known?.version === version) return known.snapshot;
    const text = this.#files.read(path);
    if (text === undefined) return undefined;
    const snapshot = ts.ScriptSnapshot.fromString(text);
    this.#snapshots.set(path, { snapshot, version });
    return snapshot;
  }

  getCurrentDirectory(): string {
    return this.#files.folder;
  }

  getDefaultLibFileName(): string {
    return `${this.#folders.lib}/lib.es2023.d.ts`;
  }

  useCaseSensitiveFileNames(): boolean {
    return true;
  }

  fileExists(path: string): boolean {
    return this.virtual.has(path) || this.#files.fileExists(path);
  }

  readFile(path: string): string | undefined {
    return this.virtual.text(path) ?? this.#files.read(path);
  }

  directoryExists(path: string): boolean {
    return this.#files.folderExists(path);
  }

  getDirectories(path: string): string[] {
    return this.#files.list(path).folders;
  }

  /** The files of one folder, for completions of paths. */
  readDirectory(path: string, extensions: readonly string[] = []): string[] {
    const names = this.#files.list(path).files;
    return names
      .filter((name) => extensions.some((extension) => name.endsWith(extension)))
      .map((name) => `${path.replace(/\/$/, '')}/${name}`);
  }

  realpath(path: string): string {
    return this.virtual.has(path) ? path : this.#files.realPath(path);
  }

  getModuleResolutionCache(): ts.ModuleResolutionCache {
    return this.resolution.packages;
  }

  /** Imports of the student's own files are resolved anew each time: a file or a package may have appeared. */
  readonly hasInvalidatedResolutions = (path: string): boolean => this.resolution.isOwn(path);

  resolveModuleNameLiterals(
    literals: readonly ts.StringLiteralLike[],
    containing: string,
    _redirected: ts.ResolvedProjectReference | undefined,
    settings: ts.CompilerOptions,
    file: ts.SourceFile,
  ): readonly ts.ResolvedModuleWithFailedLookupLocations[] {
    const found = literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(file, literal, settings);
      return this.resolution.resolve(literal.text, containing, mode, this);
    });
    if (!this.resolution.isInstalled(containing) && containing !== this.virtual.names)
      this.#imports.set(
        containing,
        found.flatMap(({ resolvedModule }) => resolvedModule?.resolvedFileName ?? []),
      );
    return found;
  }
}
