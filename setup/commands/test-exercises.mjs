import { withVariable } from '../programs/shell-line.mjs';
import { defineCommand } from './command.mjs';
import { runVitest } from './vitest.mjs';

export const command = defineCommand({
  name: 'test:exercises',
  summary: 'run the checks of the exercises on your notebooks',
  help: `Usage: npm run test:exercises [-- VITEST-ARGUMENTS]

Runs the checks of the exercises on your notebooks in notebooks/, as a test suite. Examples:
  npm run test:exercises
  ${withVariable('SUBMISSION', 'downloads/ada.ipynb', 'npm run test:exercises')}`,
  options: 'handed on',
  run: (argv) => runVitest(['--config', 'vitest.exercises.config.mts', ...argv]),
});
