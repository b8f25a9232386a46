import { chmodSync, existsSync, lstatSync } from 'node:fs';
import { inProject, root } from '../project-paths.mjs';
import { sourcesOf } from '../typescript-sources.mjs';
import { makeReadable } from './make-readable.mjs';

const compiled = ['tsconfig.build.json', 'tsconfig.commands.json'];

/** What is compiled is looked at by every command: whether dist/ is of these sources. */
const served = () => [
  ...['package.json', 'package-lock.json', '.npmrc', 'tsconfig.json', ...compiled],
  ...[...new Set(compiled.flatMap(sourcesOf))],
  ...['bin', 'setup', 'jupyter', 'notebooks', 'solutions', 'docs', 'README.md', 'README.pl.md', 'LICENSE'],
  ...['dist', 'node_modules', '.venv', '.setup/native', '.setup/shared', '.setup/timings.json'],
];

/**
 * Lets every user read what the project is made of, and none but its owner and the owner's group write it. What else
 * lies in its folder stays as it is: a class's hand-ins and grades, the owner's git and JupyterLab, logs.
 * @returns {import('./make-readable.mjs').Readable}
 */
export function makeProjectReadable() {
  for (const folder of [root, inProject('.setup')])
    chmodSync(folder, (lstatSync(folder).mode & 0o7775) | 0o555);
  const parts = served().map((part) => inProject(part));
  const done = parts.filter((part) => existsSync(part)).map((part) => makeReadable(part, root));
  return {
    files: done.reduce((sum, { files }) => sum + files, 0),
    broken: done.flatMap(({ broken }) => broken),
  };
}
