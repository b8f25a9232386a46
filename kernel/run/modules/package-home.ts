import { statSync } from 'node:fs';
import path from 'node:path';
import { packageOf } from '../../../cells/missing-module';

/**
 * The nearest folder, upwards from one, whose `node_modules` has a package.
 *
 * Node is asked only for what is there: it remembers for ever that a package was missing, so that one installed after
 * a failed import would not be found.
 *
 * @param specifier as the import states it; `name/part` lies in the package `name`
 * @param folder absolute path
 */
export function packageHome(specifier: string, folder: string): string | undefined {
  const name = packageOf(specifier);
  for (let at = folder; ; at = path.dirname(at)) {
    if (isFolder(path.join(at, 'node_modules', name))) return at;
    if (at === path.dirname(at)) return undefined;
  }
}

function isFolder(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
