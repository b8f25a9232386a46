import path from 'node:path';
import { compileFunction, constants } from 'node:vm';

type Import = (specifier: string) => Promise<object>;

const importers = new Map<string, Import>();

/**
 * Node's own `import()`, seen from any folder: `import.meta.resolve` takes no parent without an experimental flag.
 *
 * @param specifier a package, or the URL of a file
 * @param folder absolute path of the folder where packages are looked for first
 */
export function importNatively(specifier: string, folder: string): Promise<object> {
  let load = importers.get(folder);
  if (load === undefined) {
    load = compileFunction('return import(specifier);', ['specifier'], {
      filename: path.join(folder, 'notebook.js'),
      importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
    }) as Import;
    importers.set(folder, load);
  }
  return load(specifier);
}
