import { resolve } from 'node:path';
import type { Given } from '#setup/commands/command.mjs';
import type { command } from '#setup/commands/student-edition.mjs';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { root } from '#setup/project-paths.mjs';
import { writeStudentEdition } from './student-edition';

/**
 * The command `npm run student-edition`.
 *
 * @returns 0
 * @throws {UsageError} where the folder is not empty
 */
export function run({ folder }: Given<typeof command>): number {
  try {
    const files = writeStudentEdition(root, resolve(folder));
    console.log(`${files} files in ${folder}. Try it: cd ${folder} && npm start`);
    return 0;
  } catch (error) {
    throw error instanceof RangeError ? new UsageError(error.message) : error;
  }
}
