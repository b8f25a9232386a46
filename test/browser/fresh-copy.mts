import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '../..');

/** What a set-up makes, or what is none of a fresh clone's. */
const made = ['node_modules', 'dist', '.venv', '.setup', '.jupyter', '.git', 'coverage', '.bench'];

/** The project as a fresh clone holds it, in a new folder whose name has spaces and Polish letters. */
export function freshCopy(): string {
  const folder = path.join(mkdtempSync(path.join(tmpdir(), 'bayes ')), 'zażółć gęślą jaźń');
  cpSync(root, folder, {
    recursive: true,
    verbatimSymlinks: true,
    filter: (source) =>
      !made.includes(path.relative(root, source)) && !source.endsWith('bayes-plotly/static/plotly.js'),
  });
  return folder;
}
