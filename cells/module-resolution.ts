import ts from 'typescript';
import { namesSpecifier } from './cell-names';
import { compilerOptions } from './compiler-options';
import type { CellFiles } from './files';
import type { KernelFolders } from './kernel-folders';
import type { VirtualFiles } from './virtual-files';

type Found = ts.ResolvedModuleWithFailedLookupLocations;

/** Packages that come with the kernel. */
const kernelPackages = /^(?:bayes-notebooks|tslab)(?:\/|$)/;

const nowhere = { resolvedModule: undefined } as unknown as Found;

/**
 * Which file an import of a cell, of a student's file or of a package means. From packages it is found once; from all
 * else anew each time, because a file or a package may have appeared.
 */
export class ModuleResolution {
  /** What the packages' package.json say; without it each of some 700 files is looked up for each cell. */
  readonly packages: ts.ModuleResolutionCache;
  readonly #files: CellFiles;
  readonly #folders: KernelFolders;
  readonly #virtual: VirtualFiles;
  readonly #known = new Map<string, Found>();
  #rolledUp: ReadonlySet<string> | undefined;

  constructor(files: CellFiles, folders: KernelFolders, virtual: VirtualFiles) {
    this.#files = files;
    this.#folders = folders;
    this.#virtual = virtual;
    this.packages = ts.createModuleResolutionCache(files.folder, (path) => path, compilerOptions);
  }

  /** Whether a file is the student's own: neither of a cell nor of what is installed. */
  isOwn(path: string): boolean {
    return !this.#virtual.has(path) && !this.isInstalled(path);
  }

  /** Whether a file comes with a package: it does not change while a kernel lives, as Node does not load it again either. */
  isInstalled(path: string): boolean {
    const { project, lib } = this.#folders;
    return (
      path.includes('/node_modules/') || path.startsWith(`${project}/dist/`) || path.startsWith(`${lib}/`)
    );
  }

  /** Whether a package is there for a file, upwards from its folder; what has been found before may be gone. */
  hasPackage(name: string, file: string): boolean {
    const [scope, part] = name.startsWith('@') ? name.split('/') : ['', name];
    const places = file.split('/').map((_, i, parts) => parts.slice(0, i).join('/'));
    return places.some((place) =>
      this.#files.list(`${place}/node_modules/${scope}`).folders.includes(part ?? ''),
    );
  }

  /**
   * Finds the file of an import.
   *
   * @param from the file that imports
   * @param host is asked for files
   */
  resolve(name: string, from: string, mode: ts.ResolutionMode, host: ts.ModuleResolutionHost): Found {
    if (name === namesSpecifier) return inVirtual(this.#virtual.names);
    if (from === this.#virtual.names) return inVirtual(this.#virtual.imported(name));
    const find = (file: string, as = mode): Found =>
      ts.resolveModuleName(name, file, compilerOptions, host, undefined, undefined, as);
    if (!this.isInstalled(from)) {
      let found = find(from);
      // The kernel imports what cannot be required.
      if (found.resolvedModule === undefined) found = find(from, ts.ModuleKind.ESNext);
      if (found.resolvedModule === undefined && kernelPackages.test(name))
        found = find(`${this.#folders.project}/notebook.ts`);
      return this.#asOwn(this.#inRolledUp(name, found));
    }
    // A rolled up file declares all modules that it names, and the compiler looks among those first.
    if (this.#isRolledUp(from)) return nowhere;
    const key = `${from.slice(0, from.lastIndexOf('/'))}\n${name}\n${mode}`;
    const known = this.#known.get(key) ?? this.#inRolledUp(name, find(from));
    this.#known.set(key, known);
    return known;
  }

  /** A package that is a link to a folder of the student's is emitted as other files of theirs. */
  #asOwn(found: Found): Found {
    const { resolvedModule: module } = found;
    return module?.isExternalLibraryImport && this.isOwn(module.resolvedFileName)
      ? { ...found, resolvedModule: { ...module, isExternalLibraryImport: false } }
      : found;
  }

  /** The file that stands for the one that was found, where that is the project's. */
  #inRolledUp(name: string, found: Found): Found {
    const { packages, project } = this.#folders;
    const { resolvedModule } = found;
    if (packages === undefined || !resolvedModule?.resolvedFileName.startsWith(`${project}/`)) return found;
    this.#rolledUp ??= declaredModules(this.#files.read(packages) ?? '');
    if (!this.#rolledUp.has(name)) return found;
    return {
      ...found,
      resolvedModule: { ...resolvedModule, resolvedFileName: packages, extension: ts.Extension.Dts },
    };
  }

  #isRolledUp(path: string): boolean {
    const { packages, platform } = this.#folders;
    return path === packages || platform?.includes(path) === true;
  }
}

function declaredModules(declarations: string): Set<string> {
  const blocks = declarations.matchAll(/^declare module "([^"]+)"/gm);
  return new Set([...blocks].flatMap(([, name]) => name ?? []));
}

function inVirtual(path: string): Found {
  return { resolvedModule: { resolvedFileName: path, extension: ts.Extension.Ts } } as unknown as Found;
}
