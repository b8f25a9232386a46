import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * `import.meta` of a file.
 *
 * @param file absolute path
 */
export function importMeta(file: string): ImportMeta {
  const filename = path.normalize(file);
  const { href } = pathToFileURL(filename);
  const resolve = (specifier: string): string => {
    if (/^(?:\.{0,2}\/|[a-z]+:)/i.test(specifier)) return new URL(specifier, href).href;
    const found = createRequire(filename).resolve(specifier);
    return path.isAbsolute(found) ? pathToFileURL(found).href : `node:${found.replace(/^node:/, '')}`;
  };
  return { url: href, filename, dirname: path.dirname(filename), resolve } as ImportMeta;
}
