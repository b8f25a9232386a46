import { createRequire } from 'node:module';
import { inProject } from '../project-paths.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';

/**
 * A module of a command that is written in TypeScript; what it needs is set up first.
 * @param {string} module below the project's root, without its extension
 * @returns {Promise<any>} what it exports
 */
export async function compiled(module) {
  await setUp(stepsFor({ python: false }));
  return createRequire(import.meta.url)(inProject('dist', `${module}.js`));
}
