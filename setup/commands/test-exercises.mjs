import { setUp, stepsFor } from '../steps/set-up.mjs';
import { runVitest } from './vitest.mjs';

const HELP = `Usage: npm run test:exercises [-- VITEST-ARGUMENTS]

Runs the checks of the exercises on your notebooks in notebooks/, as a test suite. Examples:
  npm run test:exercises
  SUBMISSION=downloads/ada.ipynb npm run test:exercises`;

/** @param {string[]} argv */
export async function run(argv) {
  if (argv.includes('--help') || argv.includes('-h')) {
    console.log(HELP);
    return 0;
  }
  await setUp(stepsFor({ python: false }));
  return runVitest(['--config', 'vitest.exercises.config.mts', ...argv], { full: false });
}
