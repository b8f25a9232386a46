import { readFileSync } from 'node:fs';
import { inProject } from './project-paths.mjs';

/**
 * @param {string} project a tsconfig file in the project's root
 * @returns {string[]} the files and folders that it names
 */
export function sourcesOf(project) {
  const { include } = JSON.parse(readFileSync(inProject(project), 'utf8'));
  return include.filter((/** @type {string} */ path) => !path.includes('*'));
}
