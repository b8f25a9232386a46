import { setUp, stepsFor } from '../steps/set-up.mjs';
import { runVitest } from './vitest.mjs';

const HELP = `Usage: npm test [-- VITEST-ARGUMENTS]

Sets up what is missing (JupyterLab is not needed), then runs the tests. Examples:
  npm test -- test/lib             one folder
  npm test -- -t "gaussianKl"      tests with that name
npm run test:full adds the browser and the set-up faults.`;

/** @param {string[]} argv */
export async function run(argv) {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  await setUp(stepsFor({ python: false }));
  return runVitest(argv, { full: false });
}
