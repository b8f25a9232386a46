import { build } from './build.mjs';
import { npmPackages } from './npm-packages.mjs';
import { readOptions } from './options.mjs';
import { setUp } from './set-up.mjs';

/** @param {string[]} argv */
export async function run(argv) {
  const { help } = readOptions('build', argv, { help: { type: 'boolean', short: 'h' } });
  if (help) {
    console.log(
      'Usage: npm run build\n\nCompiles the TypeScript sources into dist/ where they have changed.',
    );
    return 0;
  }
  if (!(await setUp([npmPackages, build]))) console.log('dist/ is up to date.');
  return 0;
}
