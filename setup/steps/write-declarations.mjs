import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { runProgram } from '../programs/run-program.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { inProject, logFile } from '../project-paths.mjs';

const folder = inProject('dist', 'declarations');
const stamp = inProject('dist', 'declarations', '.written');
const programs = ['declarations/write-declarations.js', 'server/write-compiled-typescript.js'];

/** @returns {boolean} whether the declarations that cells are compiled by stand in dist/declarations/ */
export function declarationsAreWritten() {
  return existsSync(stamp);
}

/** They follow from what is compiled, so they go before that is compiled anew. */
export function removeDeclarations() {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * Writes them, and the code of the compiler itself, by the compiled programs that know how.
 * @param {(pid: number | undefined) => void} [onChild]
 * @throws {SetupProblem} where that program fails
 */
export async function writeDeclarations(onChild) {
  const log = logFile('declarations');
  for (const name of programs) {
    const program = inProject('dist', 'kernel', name);
    const { code, output } = await runProgram([process.execPath, program], { log, onChild });
    if (code === 0) continue;
    const reason = output.split('\n').find((line) => /Error/.test(line)) ?? `exit code ${code}`;
    throw new SetupProblem(`Cannot write the declarations for the compiler of cells: ${reason.trim()}`, {
      mend: 'npm run build',
      log,
    });
  }
  writeFileSync(stamp, '');
}
