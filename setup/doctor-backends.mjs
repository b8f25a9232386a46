import { existsSync } from 'node:fs';
import { inProject } from './project-paths.mjs';
import { runProgram } from './run-program.mjs';

const SAMPLES = 20;

/**
 * The lecture's two nets on every backend of this machine, measured now: a table, and whether the default is near the
 * best. A student's edition has no bench and no table.
 * @returns {Promise<string[]>}
 */
export async function backendTable() {
  const module = inProject('dist', 'bench', 'backend-table.js');
  if (!existsSync(module)) return [];
  const code = `require(${JSON.stringify(module)}).printBackendTable(${SAMPLES})`;
  const { code: status, output } = await runProgram([process.execPath, '-e', code]);
  const lines = output.trim().split('\n');
  return status === 0
    ? lines
    : [`The backends could not be measured: ${lines.at(-1)}. Mend it with: npm run setup`];
}
