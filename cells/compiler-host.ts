import ts from 'typescript';
import { cellSpecifier, namesSpecifier } from './cell-names';
import type { CellFiles } from './files';

/** Where the compiler finds what comes with the kernel and not with the notebook. */
export interface KernelFolders {
  /** TypeScript's own declarations, `lib.es2023.d.ts` and its kin. */
  lib: string;
  /** The project, from which cells import `bayes-notebooks` wherever the notebook lies. */
  project: string;
  /** Declarations that every cell sees, such as Node's. */
  globals: readonly string[];
  /** Declarations that take the place of `globals` once a cell cannot do without them; default: none. */
  platform?: readonly string[];
  /** Declarations of packages rolled up in one file, which stands for those in the project; default: none. */
  packages?: string;
}

const options: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2023.d.ts'],
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  moduleDetection: ts.ModuleDetectionKind.Force,
  esModuleInterop: true,
  resolveJsonModule: true,
  rewriteRelativeImportExtensions: true,
  preserveConstEnums: true,
  types: [],
  // A notebook is a place to try things out.
  strict: false,
  skipLibCheck: true,
  sourceMap: true,
  inlineSources: false,
  ignoreDeprecations: '6.0',
};

/** Packages that come with the kernel. */
const kernelPackages = /^(?:bayes-notebooks|tslab)(?:\/|$)/;

/** What the language service asks for: virtual files of the cells, and real ones behind {@link CellFiles}. */
export class CellHost implements ts.LanguageServiceHost {
  readonly registry: ts.DocumentRegistry;
  /** Changes of each emitted file; set once before the first one. */
  transformers: ts.CustomTransformers = {};
  readonly #files: CellFiles;
  readonly #folders: KernelFolders;
  readonly #virtual = new Map<string, { snapshot: ts.IScriptSnapshot; version: number; text: string }>();
  readonly #snapshots = new Map<string, { snapshot: ts.IScriptSnapshot; version: string }>();
  readonly #resolutions = new Map<string, ts.ResolvedModuleWithFailedLookupLocations>();
  /** Files that the cells and the student's files import, as they were resolved last. */
  readonly #imports = new Map<string, string[]>();
  /** Keeps what the packages' package.json say; without it each of some 700 files is looked up for each cell. */
  readonly #packages: ts.ModuleResolutionCache;
  readonly #empty: string;
  readonly #hub: string;
  readonly #typed: string;
  #globals: readonly string[];
  #rolledUp: ReadonlySet<string> | undefined;
  #project = 0;

  constructor(files: CellFiles, folders: KernelFolders) {
    this.#files = files;
    this.#folders = folders;
    this.#globals = folders.globals;
    this.#hub = `${files.folder}/__names__.ts`;
    this.#typed = `${files.folder}/__typed__.ts`;
    this.#empty = `import {} from '${namesSpecifier}';`;
    this.registry = ts.createDocumentRegistry(true, files.folder);
    this.#packages = ts.createModuleResolutionCache(files.folder, (path) => path, options);
  }

  /** Sets the file that gathers all cells' names. */
  putNames(text: string): void {
    this.#put(this.#hub, text);
  }

  /** The path of a cell's file. */
  cellPath(slot: number): string {
    return `${this.#files.folder}/${cellSpecifier(slot).slice(2)}.ts`;
  }

  /** The path of the file of a cell that is being typed. */
  get typedPath(): string {
    return this.#typed;
  }

  /** Sets the text of a cell's file. */
  put(path: string, text: string): void {
    this.#put(path, text);
  }

  /** Takes a cell's file away. */
  forget(path: string): void {
    this.#put(path, this.#empty);
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

  /** Whether a file is the student's own: neither of a cell nor of what is installed. */
  isOwn(path: string): boolean {
    return !this.#isVirtual(path) && !this.#isInstalled(path);
  }

  /** Whether a package is there for a file, upwards from its folder; what has been found before may be gone. */
  hasPackage(name: string, file: string): boolean {
    const [scope, part] = name.startsWith('@') ? name.split('/') : ['', name];
    const places = file.split('/').map((_, i, parts) => parts.slice(0, i).join('/'));
    return places.some((place) =>
      this.#files.list(`${place}/node_modules/${scope}`).folders.includes(part ?? ''),
    );
  }

  /** The student's own TypeScript files that a cell or such a file imports. */
  ownImportsOf(path: string): string[] {
    return (this.#imports.get(path) ?? []).filter((file) => this.isOwn(file) && source.test(file));
  }

  getProjectVersion(): string {
    return String(this.#project);
  }

  getCompilationSettings(): ts.CompilerOptions {
    return options;
  }

  getCustomTransformers(): ts.CustomTransformers {
    return this.transformers;
  }

  getScriptFileNames(): string[] {
    return [this.#hub, this.#typed, ...this.#globals];
  }

  getScriptVersion(path: string): string {
    if (this.#isVirtual(path)) return String(this.#virtual.get(path)?.version ?? 0);
    return this.#isInstalled(path) ? '1' : (this.#files.version(path) ?? '');
  }

  getScriptSnapshot(path: string): ts.IScriptSnapshot | undefined {
    if (this.#isVirtual(path))
      return this.#virtual.get(path)?.snapshot ?? ts.ScriptSnapshot.fromString(this.#empty);
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
    return this.#isVirtual(path) || this.#files.fileExists(path);
  }

  readFile(path: string): string | undefined {
    return this.#virtual.get(path)?.text ?? this.#files.read(path);
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
    return this.#isVirtual(path) ? path : this.#files.realPath(path);
  }

  getModuleResolutionCache(): ts.ModuleResolutionCache {
    return this.#packages;
  }

  /** Imports of the student's own files are resolved anew each time: a file or a package may have appeared. */
  readonly hasInvalidatedResolutions = (path: string): boolean => this.isOwn(path);

  resolveModuleNameLiterals(
    literals: readonly ts.StringLiteralLike[],
    containing: string,
    redirected: ts.ResolvedProjectReference | undefined,
    settings: ts.CompilerOptions,
    file: ts.SourceFile,
  ): readonly ts.ResolvedModuleWithFailedLookupLocations[] {
    const found = literals.map((literal) => {
      const mode = ts.getModeForUsageLocation(file, literal, settings);
      return this.#resolve(literal.text, containing, redirected, mode);
    });
    if (!this.#isInstalled(containing) && containing !== this.#hub)
      this.#imports.set(
        containing,
        found.flatMap(({ resolvedModule }) => resolvedModule?.resolvedFileName ?? []),
      );
    return found;
  }

  #resolve(
    name: string,
    containing: string,
    redirected: ts.ResolvedProjectReference | undefined,
    mode: ts.ResolutionMode,
  ): ts.ResolvedModuleWithFailedLookupLocations {
    if (name === namesSpecifier) return virtual(this.#hub);
    if (containing === this.#hub) return virtual(`${this.#files.folder}/${name.slice(2)}.ts`);
    const from = (file: string, as = mode): ts.ResolvedModuleWithFailedLookupLocations =>
      ts.resolveModuleName(name, file, options, this, undefined, redirected, as);
    if (!this.#isInstalled(containing)) {
      let found = from(containing);
      // The kernel imports what cannot be required.
      if (found.resolvedModule === undefined) found = from(containing, ts.ModuleKind.ESNext);
      if (found.resolvedModule === undefined && kernelPackages.test(name))
        found = from(`${this.#folders.project}/notebook.ts`);
      return this.#asOwn(this.#inRolledUp(name, found));
    }
    // A rolled up file declares all modules that it names, and the compiler looks among those first.
    if (this.#isRolledUp(containing)) return nowhere;
    const key = `${containing.slice(0, containing.lastIndexOf('/'))}\n${name}\n${mode}`;
    const known = this.#resolutions.get(key) ?? this.#inRolledUp(name, from(containing));
    this.#resolutions.set(key, known);
    return known;
  }

  /** A package that is a link to a folder of the student's is emitted as other files of theirs. */
  #asOwn(found: ts.ResolvedModuleWithFailedLookupLocations): ts.ResolvedModuleWithFailedLookupLocations {
    const { resolvedModule: module } = found;
    return module?.isExternalLibraryImport && this.isOwn(module.resolvedFileName)
      ? { ...found, resolvedModule: { ...module, isExternalLibraryImport: false } }
      : found;
  }

  /** The file that stands for the one that was found, where that is the project's. */
  #inRolledUp(
    name: string,
    found: ts.ResolvedModuleWithFailedLookupLocations,
  ): ts.ResolvedModuleWithFailedLookupLocations {
    const { packages, project } = this.#folders;
    if (packages === undefined || !found.resolvedModule?.resolvedFileName.startsWith(`${project}/`))
      return found;
    this.#rolledUp ??= new Set(
      [...(this.#files.read(packages) ?? '').matchAll(/^declare module "([^"]+)"/gm)].flatMap(
        ([, one]) => one ?? [],
      ),
    );
    if (!this.#rolledUp.has(name)) return found;
    const { resolvedModule } = found;
    return {
      ...found,
      resolvedModule: { ...resolvedModule, resolvedFileName: packages, extension: ts.Extension.Dts },
    };
  }

  #isRolledUp(path: string): boolean {
    const { packages, platform } = this.#folders;
    return path === packages || platform?.includes(path) === true;
  }

  #put(path: string, text: string): void {
    const known = this.#virtual.get(path);
    if (known?.text === text) return;
    const version = (known?.version ?? 0) + 1;
    this.#virtual.set(path, { snapshot: ts.ScriptSnapshot.fromString(text), version, text });
    this.#project += 1;
  }

  #isVirtual(path: string): boolean {
    return path === this.#hub || (path.startsWith(`${this.#files.folder}/__`) && virtualName.test(path));
  }

  /** What is installed does not change while a kernel lives, as Node does not load it again either. */
  #isInstalled(path: string): boolean {
    return (
      path.includes('/node_modules/') ||
      path.startsWith(`${this.#folders.project}/dist/`) ||
      path.startsWith(`${this.#folders.lib}/`)
    );
  }
}

/** What the compiler emits; declarations alone have nothing to run. */
const source = /(?<!\.d)\.[cm]?tsx?$/;

const nowhere = { resolvedModule: undefined } as unknown as ts.ResolvedModuleWithFailedLookupLocations;

const virtualName = /\/__(?:cell_\d+|typed)__\.ts$/;

function virtual(path: string): ts.ResolvedModuleWithFailedLookupLocations {
  const resolvedModule = { resolvedFileName: path, extension: ts.Extension.Ts };
  return { resolvedModule } as unknown as ts.ResolvedModuleWithFailedLookupLocations;
}
