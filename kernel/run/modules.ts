import { createRequire } from 'node:module';
import path from 'node:path';
import type { CellHooks, CompiledCell } from '../../cells/compiled-cell';

/** What cells import. */
export class CellModules {
  readonly #own: NodeJS.Require;
  readonly #project: NodeJS.Require;

  constructor({ notebookFolder, projectFolder }: { notebookFolder: string; projectFolder: string }) {
    this.#own = createRequire(path.join(notebookFolder, 'notebook.js'));
    this.#project = createRequire(path.join(projectFolder, 'notebook.js'));
  }

  async prepare(_cell: CompiledCell, _hooks: CellHooks): Promise<void> {}

  requireFor(names: object): (specifier: string) => unknown {
    return (specifier) => {
      if (specifier === 'notebook:names') return names;
      try {
        return this.#own(specifier);
      } catch (error) {
        if (specifier !== 'bayes-notebooks') throw error;
        return this.#project(specifier);
      }
    };
  }

  import(specifier: string): Promise<object> {
    return import(specifier);
  }
}
