import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Found } from './find-module';
import { isEsModule } from './module-format';
import { asImported, asRequired } from './namespace';
import { importNatively } from './native-import';

/** A module that does not change while a kernel lives. */
export type Installed = Exclude<Found, { kind: 'own' }>;

/**
 * The modules of installed packages and of Node, one instance of each for all who import it: what can be required is
 * required, also by `import()`, and what cannot is imported ahead.
 */
export class InstalledModules {
  /** Namespaces of ES modules, by file or by name. */
  readonly #imported = new Map<string, object>();

  /**
   * Loads what {@link InstalledModules.require} could not wait for.
   *
   * @returns the namespace of an ES module; undefined for what can be required
   */
  async prepare(found: Installed): Promise<object | undefined> {
    if (found.kind === 'builtin') return undefined;
    const key = keyOf(found);
    const known = this.#imported.get(key);
    if (known !== undefined || (found.kind === 'installed' && !isEsModule(found.path))) return known;
    const namespace = await (found.kind === 'installed'
      ? importNatively(pathToFileURL(found.path).href, path.dirname(found.path))
      : importNatively(found.name, found.home));
    this.#imported.set(key, namespace);
    return namespace;
  }

  /** @param specifier as the import states it */
  async import(found: Installed, specifier: string): Promise<object> {
    if (found.kind === 'builtin') return importNatively(found.name, path.dirname(__filename));
    return (await this.prepare(found)) ?? asImported(this.require(found, specifier));
  }

  /**
   * @param specifier as the import states it
   * @throws {Error} where the module has to be waited for
   */
  require(found: Installed, specifier: string): unknown {
    if (found.kind === 'builtin') return createRequire(__filename)(found.name);
    const imported = this.#imported.get(keyOf(found));
    if (imported !== undefined) return asRequired(imported);
    if (found.kind === 'import-only') throw onlyImported(specifier);
    try {
      return asRequired(createRequire(found.path)(path.normalize(found.path)));
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      throw code === 'ERR_REQUIRE_ASYNC_MODULE' || code === 'ERR_REQUIRE_ESM'
        ? onlyImported(specifier)
        : error;
    }
  }
}

function keyOf(found: Exclude<Installed, { kind: 'builtin' }>): string {
  return found.kind === 'installed' ? found.path : `${found.home}\0${found.name}`;
}

/** What is said of a `require` of an ES module that has not been loaded ahead. */
export function onlyImported(specifier: string): Error {
  return new Error(
    `Cannot require "${specifier}": it is an ES module, which has to be waited for: write await import("${specifier}")`,
  );
}
