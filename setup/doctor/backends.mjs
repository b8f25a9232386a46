import { existsSync } from 'node:fs';
import { runProgram } from '../programs/run-program.mjs';
import { inProject } from '../project-paths.mjs';
import { omitsDev } from '../steps/omits-dev.mjs';

/** Steps measured on each backend, after as many that are not: about two seconds in all. */
const samples = 20;

/**
 * Measures one training step of the lecture's nets on every backend of this machine, and whether the default is near the
 * best. A student's edition has no bench, and no table; nor is there what times it without the packages that only work on
 * the project needs.
 * @param {(line: string) => void} say
 */
export async function showBackendTable(say) {
  const module = inProject('dist', 'bench', 'backend-table.js');
  if (!existsSync(module) || omitsDev()) return;
  say("\nOne training step of the lecture's nets on each backend, measured now: median (middle half)");
  const code = `require(${JSON.stringify(module)}).printBackendTable(${samples})`;
  const { code: status, output } = await runProgram([process.execPath, '-e', code]);
  const lines = output.trim().split('\n');
  const problem = `The backends cannot be measured: ${lines.at(-1)}. Mend it with: npm run setup`;
  for (const line of status === 0 ? lines : [problem]) say(`  ${line}`);
}
