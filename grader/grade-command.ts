import type { Given } from '#setup/commands/command.mjs';
import type { command } from '#setup/commands/grade.mjs';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { failureReason } from '#setup/programs/failure-reason.mjs';
import { warn } from '#setup/programs/say.mjs';
import { gradeOptions } from './grade-options';
import { beginToOpenSandbox } from './sandbox/sandbox';

/**
 * `npm run grade`: grades submissions and writes the reports.
 *
 * @returns 0 every submission got a verdict, 1 a score is under `--fail-under`, 3 the grader failed on a submission or
 *   its machine did
 * @throws {UsageError} for wrong usage, or no sandbox where one is required
 */
export async function run(options: Given<typeof command>): Promise<number> {
  try {
    const { opened } = await beginToOpenSandbox();
    opened.catch(() => {}); // said where it is waited for
    const { grade }: typeof import('./grade') = require('./grade'); // with the compiler: it loads while the sandbox is tried
    return await grade(gradeOptions(options), opened);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    warn(failureOf(error));
    return 3;
  }
}

/** A system error in words, since its own message speaks of functions and numbers; any other as it is. */
function failureOf(error: unknown): string {
  const { code, path, message } = error as NodeJS.ErrnoException;
  if (code === undefined) return `The grader failed: ${message ?? error}`;
  const where = path === undefined ? '' : ` at ${path}`;
  const mend = 'Mend it, and type the same command again: it goes on where it was';
  return `The grader failed${where}: ${failureReason(message)}. ${mend}`;
}
