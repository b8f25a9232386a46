import { setUp, stepsFor } from '../steps/set-up.mjs';
import { readOptions } from './options.mjs';

/** @param {string[]} argv */
export async function run(argv) {
  const { help } = readOptions('build', argv, { help: { type: 'boolean', short: 'h' } });
  if (help) {
    console.log(
      'Usage: npm run build\n\nCompiles the TypeScript sources into dist/ where they have changed.',
    );
    return 0;
  }
  if (!(await setUp(stepsFor({ native: false, python: false })))) console.log('dist/ is up to date.');
  return 0;
}
