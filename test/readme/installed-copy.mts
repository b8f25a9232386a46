import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { freshCopy } from '../browser/fresh-copy.mjs';

const root = resolve(import.meta.dirname, '../..');

/**
 * The project as it stands after `npm run setup`, but for JupyterLab, in a new folder: what a test may break. Packages
 * are links to this project's, compiled files are copies.
 */
export function installedCopy(): string {
  const copy = freshCopy();
  for (const made of ['dist', '.setup', 'jupyter/labextensions/bayes-plotly/static/plotly.js'])
    cpSync(join(root, made), join(copy, made), { recursive: true });
  mkdirSync(join(copy, 'node_modules'));
  for (const name of readdirSync(join(root, 'node_modules')).filter((name) => name !== 'bayes-notebooks'))
    symlinkSync(join(root, 'node_modules', name), join(copy, 'node_modules', name));
  symlinkSync('..', join(copy, 'node_modules/bayes-notebooks'), 'dir');
  return copy;
}
