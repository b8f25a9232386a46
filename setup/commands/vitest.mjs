import { spawn } from 'node:child_process';
import { inProject, root } from '../project-paths.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';

/**
 * Runs the project's vitest in this terminal, after setting up what it needs.
 * @param {string[]} argv handed on to `vitest run`
 * @param {{ full?: boolean }} [suite] `full`: also the files named `*.full.test.ts`, which need JupyterLab
 * @returns {Promise<number>} vitest's exit code
 */
export async function runVitest(argv, { full = false } = {}) {
  await setUp(stepsFor({ python: full }));
  const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
  const env = { ...process.env, ...(full && { BAYES_TEST_FULL: '1' }) };
  const child = spawn(process.execPath, [vitest, 'run', ...argv], { cwd: root, env, stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal)); // its own end ends this process
  }
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? 1));
  });
}
