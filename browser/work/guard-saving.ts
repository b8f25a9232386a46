import type { Contents } from './documents';

/** Who is told of what is saved, by the file's path. */
export interface SavingGuard {
  /** Whether this tab may save the file. */
  allows(path: string): boolean;
  kept(path: string): void;
  /** @returns the sentence that the student is to read */
  failed(path: string, error: unknown): string;
}

/**
 * Stands before everything that is saved: JupyterLab's own dialogs name neither the reason nor what to do, and know
 * nothing of other tabs.
 */
export function guardSaving(contents: Contents, guard: SavingGuard): void {
  const save = contents.save.bind(contents);
  contents.save = async (path, file) => {
    if (!guard.allows(path)) throw new SavedElsewhere(path);
    try {
      const saved = await save(path, file);
      guard.kept(path);
      return saved;
    } catch (error) {
      throw new Error(guard.failed(path, error), { cause: error });
    }
  };
}

/** Called as what JupyterLab throws where the user leaves a save: it shows no dialog, since the page has said why. */
class SavedElsewhere extends Error {
  override readonly name = 'ModalCancelError';

  constructor(path: string) {
    super(`Cannot save ${path}: another tab has it open`);
  }
}
