import type { Given } from '#setup/commands/command.mjs';
import type { command } from '#setup/commands/grade.mjs';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { warn } from '#setup/programs/say.mjs';
import { failureSentence } from './failure-sentence';
import { gradeOptions } from './grade-options';
import { beginToOpenSandbox } from './sandbox/sandbox';

/**
 * `npm run grade`: grades submissions and writes the reports, or merges those of its parts.
 *
 * @returns 0 every submission got a verdict, 1 a score is under `--fail-under`, 3 the grader failed on a submission or
 *   its machine did
 * @throws {UsageError} for wrong usage, or no sandbox where one is required
 */
export async function run(options: Given<typeof command>): Promise<number> {
  try {
    const typed = gradeOptions(options);
    const { merge: isMerge, out } = typed;
    if (isMerge && out !== undefined) {
      const { merge }: typeof import('./merge') = require('./merge');
      return await merge({ ...typed, out });
    }
    const { opened } = await beginToOpenSandbox();
    opened.catch(() => {}); // said where it is waited for
    const { grade }: typeof import('./grade') = require('./grade'); // with the compiler: it loads while the sandbox is tried
    return await grade(typed, opened);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    warn(failureSentence(error));
    return 3;
  }
}
