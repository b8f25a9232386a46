import { join, resolve } from 'node:path';
import type { Words } from '../../lib/language';

/**
 * The sentence that says which files among the hand-ins could be taken for points given by hand, and are not.
 *
 * @param files as `findSubmissions` names them
 * @param paths that are graded
 * @param named the file of `--overrides`, which may lie among them
 * @returns undefined where there is none
 */
export function strayOverrides(files: string[], paths: string[], named?: string): Words | undefined {
  const used = named === undefined ? undefined : resolve(named);
  const isUsed = (file: string) =>
    [file, ...paths.map((path) => join(path, file))].some((path) => resolve(path) === used);
  const [first, ...more] = files.filter((file) => !isUsed(file));
  if (first === undefined) return undefined;
  const those = more.length === 0 ? first : `${first} (+${more.length})`;
  return {
    pl: `Pominięto ${those}: punkty przyznane ręcznie czyta się tylko z pliku podanego w --overrides`,
    en: `Left out ${those}: points given by hand are read from the file of --overrides alone`,
  };
}
