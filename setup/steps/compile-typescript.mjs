import { existsSync, rmSync } from 'node:fs';
import { runProgram } from '../programs/run-program.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { inProject, logFile } from '../project-paths.mjs';
import { omitsDev } from './omits-dev.mjs';

/**
 * Compiles one TypeScript project into dist/.
 * @param {string} name of the step, such as `build`
 * @param {string} project its tsconfig file
 * @param {import('./source-stamp.mjs').SourceStamp} stamp
 * @param {(pid: number | undefined) => void} [onChild]
 * @throws {SetupProblem} where a file does not compile, with the first error
 */
export async function compileTypescript(name, project, stamp, onChild) {
  const hash = stamp.hash();
  const log = logFile(name);
  rmSync(log, { force: true });
  // Without the stamp dist/ may be half there, and the compiler's own record must not vouch for it.
  if (!existsSync(stamp.file)) rmSync(inProject('dist', `.${name}.tsbuildinfo`), { force: true });
  stamp.remove();
  const compiler = inProject('node_modules', 'typescript', 'bin', 'tsc');
  // Without the packages for work on the project their types are missing too: only what is written is compiled.
  const unchecked = omitsDev() ? ['--noCheck'] : [];
  const command = [process.execPath, compiler, '-p', project, ...unchecked];
  const { code, output } = await runProgram(command, { log, onChild });
  if (code !== 0) {
    const errors = output.split('\n').filter((line) => /error TS\d+/.test(line));
    const first = (errors[0] ?? output.trim().split('\n').at(-1) ?? 'the compiler gave no reason')
      .trim()
      .replace(/\.$/, '');
    const more = errors.length > 1 ? ` (and ${errors.length - 1} more)` : '';
    throw new SetupProblem(`Cannot compile the project: ${first}${more}`, {
      mend: 'npm run build, after correcting the file',
      log,
    });
  }
  stamp.write(hash);
}
