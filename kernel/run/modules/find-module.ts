import { createRequire, isBuiltin } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { library, missingModule, namesFile, packageOf } from '../../../cells/missing-module';
import { withSlashes } from '../../files/with-slashes';
import { filePath } from './file-path';
import { packageHome } from './package-home';

/** What an import leads to. */
export type Found =
  /** A module of Node's. */
  | { kind: 'builtin'; name: string }
  /** A file of the student's, which may change. */
  | { kind: 'own'; path: string }
  /** A file of an installed package, or of the library. */
  | { kind: 'installed'; path: string }
  /** A package that can only be imported, seen from the folder where it is installed. */
  | { kind: 'import-only'; name: string; home: string };

/**
 * Finds what a module's import leads to, for `require` and `import()` alike: one package is one instance for all.
 *
 * @param specifier as the import states it
 * @param folder absolute path of the importing file's folder
 * @param projectFolder absolute path of the project that this kernel belongs to
 * @throws {Error} where there is no such module, with the code MODULE_NOT_FOUND
 */
export function findModule(specifier: string, folder: string, projectFolder: string): Found {
  if (isBuiltin(specifier)) return { kind: 'builtin', name: specifier };
  if (namesFile(specifier)) {
    const place = specifier.startsWith('file:')
      ? fileURLToPath(specifier)
      : path.resolve(folder, specifier) + (/(?:^|[/\\])\.{0,2}[/\\]?$/.test(specifier) ? path.sep : '');
    const found = filePath(place);
    if (found === undefined) throw notFound(specifier, folder);
    return ownOrInstalled(found, projectFolder);
  }
  if (specifier.startsWith('data:')) return { kind: 'import-only', name: specifier, home: folder };
  if (specifier.includes(':')) throw notFound(specifier, folder);
  const home = specifier.startsWith('#')
    ? folder
    : (packageHome(specifier, folder) ?? (packageOf(specifier) === library ? projectFolder : undefined));
  if (home === undefined) throw notFound(specifier, folder);
  try {
    const found = createRequire(path.join(home, 'notebook.js')).resolve(specifier);
    return ownOrInstalled(found, projectFolder);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_PACKAGE_PATH_NOT_EXPORTED') return { kind: 'import-only', name: specifier, home };
    throw code === 'MODULE_NOT_FOUND' && !specifier.startsWith('#')
      ? notFound(specifier, folder, true)
      : error;
  }
}

function ownOrInstalled(found: string, projectFolder: string): Found {
  const file = withSlashes(found);
  const installed = file.includes('/node_modules/') || file.startsWith(`${withSlashes(projectFolder)}/dist/`);
  return { kind: installed ? 'installed' : 'own', path: file };
}

function notFound(specifier: string, folder: string, isInstalled = false): Error {
  const message = missingModule(specifier, folder, isInstalled);
  return Object.assign(new Error(message), { code: 'MODULE_NOT_FOUND' });
}
