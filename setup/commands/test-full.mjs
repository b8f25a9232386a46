import { defineCommand } from './command.mjs';
import { runVitest } from './vitest.mjs';

export const command = defineCommand({
  name: 'test:full',
  summary: 'run it with the browser and the set-up faults',
  help: `Usage: npm run test:full [-- VITEST-ARGUMENTS]

Runs all that npm test runs, and the tests named *.full.test.ts: JupyterLab in a real browser and the set-up's
faults. Needs Python and, for the browser, chromium (Debian: apt-get install -y chromium).`,
  options: 'handed on',
  run: (argv) => runVitest(argv, { full: true }),
});
