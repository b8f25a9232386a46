import { gradeOptions, HELP } from './grade-options';
import { beginToOpenSandbox } from './sandbox/sandbox';
import { UsageError } from './usage-error';

/**
 * `npm run grade`: grades submissions and writes the reports.
 *
 * @returns 0 every submission got a verdict, 1 a score is under `--fail-under`, 2 wrong usage or no sandbox where
 *   one is required, 3 the grader failed on a submission or its machine did.
 */
export async function run(argv: string[]): Promise<number> {
  try {
    const options = gradeOptions(argv);
    if (options.help) {
      console.log(HELP);
      return 0;
    }
    const { opened } = await beginToOpenSandbox();
    opened.catch(() => {}); // said where it is waited for
    const { grade }: typeof import('./grade') = require('./grade'); // with the compiler: it loads while the sandbox is tried
    return await grade(options, opened);
  } catch (error) {
    if (error instanceof UsageError) {
      console.error(error.message);
      return 2;
    }
    console.error(`The grader failed: ${error instanceof Error ? error.message : error}`);
    return 3;
  }
}
