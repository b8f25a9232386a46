import type { Contents } from './documents';

/** Who is told of what is saved, by the file's path. */
export interface SavingGuard {
  /** Whether this tab may save the file; where it may not, the page says so. */
  allows(path: string): boolean;
  kept(path: string): void;
  /** @returns whether the page now says that the file was not kept, and why */
  notKept(path: string, error: unknown): boolean;
}

/**
 * Stands before everything that is saved: JupyterLab's own dialogs name neither the reason nor what to do, and know
 * nothing of other tabs.
 */
export function guardSaving(contents: Contents, guard: SavingGuard): void {
  const save = contents.save.bind(contents);
  contents.save = async (path, file) => {
    if (!guard.allows(path)) throw new SaidAlready(path);
    try {
      const saved = await save(path, file);
      guard.kept(path);
      return saved;
    } catch (error) {
      throw guard.notKept(path, error) ? new SaidAlready(path, { cause: error }) : error;
    }
  };
}

/** Called as what JupyterLab throws where the user leaves a save: it then shows no dialog of its own. */
class SaidAlready extends Error {
  override readonly name = 'ModalCancelError';

  constructor(path: string, options?: ErrorOptions) {
    super(`Cannot save ${path}: the bar above the notebook says why`, options);
  }
}
