import { setUp, stepsFor } from '../steps/set-up.mjs';
import { defineCommand } from './command.mjs';

export const command = defineCommand({
  name: 'build',
  summary: 'compile the project into dist/',
  help: `Usage: npm run build

Compiles the TypeScript sources into dist/ where they have changed.`,
  options: {},
  async run() {
    if (!(await setUp(stepsFor({ native: false, python: false })))) console.log('dist/ is up to date.');
    return 0;
  },
});
