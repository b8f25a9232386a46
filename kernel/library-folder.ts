import { createRequire } from 'node:module';
import path from 'node:path';

/**
 * The folder that a notebook's imports are resolved from: its own where the library is found from there (or
 * in no other place either), else the project's, so that a notebook may lie anywhere.
 *
 * @param notebookFolder absolute path
 * @param projectFolder absolute path
 */
export function importFolder(notebookFolder: string, projectFolder: string): string {
  return !findsLibrary(notebookFolder) && findsLibrary(projectFolder) ? projectFolder : notebookFolder;
}

function findsLibrary(folder: string): boolean {
  try {
    createRequire(path.join(folder, 'notebook.js')).resolve('bayes-notebooks/package.json');
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'MODULE_NOT_FOUND') return false;
    throw error;
  }
}
