import { defineCommand } from './command.mjs';
import { runVitest } from './vitest.mjs';

export const command = defineCommand({
  name: 'test',
  summary: 'run the test suite',
  help: `Usage: npm test [-- VITEST-ARGUMENTS]

Sets up what is missing (JupyterLab is not needed), then runs the tests. Examples:
  npm test -- test/lib             one folder
  npm test -- -t "gaussianKl"      tests with that name
npm run test:full adds the browser and the set-up faults.`,
  options: 'handed on',
  run: (argv) => runVitest(argv),
});
