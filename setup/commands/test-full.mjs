import { setUp, stepsFor } from '../steps/set-up.mjs';
import { runVitest } from './vitest.mjs';

const HELP = `Usage: npm run test:full [-- VITEST-ARGUMENTS]

Runs all that npm test runs, and the tests named *.full.test.ts: JupyterLab in a real browser and the set-up's
faults. Needs Python and, for the browser, chromium (Debian: apt-get install -y chromium).`;

/** @param {string[]} argv */
export async function run(argv) {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  await setUp(stepsFor());
  return runVitest(argv, { full: true });
}
