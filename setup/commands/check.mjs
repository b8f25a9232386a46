import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inProject, root } from '../project-paths.mjs';
import { setUp, stepsFor } from '../steps/set-up.mjs';
import { defineCommand } from './command.mjs';

/** @param {string[]} path of a package's program */
const program = (...path) => inProject('node_modules', ...path);

/** A student's edition has neither the sources of the notebooks nor those of the site. */
const isWholeProject = existsSync(inProject('generator'));
const browserTypes = inProject('browser', 'tsconfig.json');
const ofWholeProject = ['--check', browserTypes];

const checks = [
  { name: 'types', command: [program('typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'] },
  {
    name: 'types of the browser edition',
    command: [program('typescript', 'bin', 'tsc'), '-p', browserTypes],
  },
  { name: 'lint and format', command: [program('@biomejs', 'biome', 'bin', 'biome'), 'check'] },
  { name: 'rooms', command: [inProject('setup', 'checks', 'rooms.mjs')] },
  { name: 'tags of docstrings', command: [inProject('setup', 'checks', 'docstring-tags.mjs')] },
  { name: 'docstrings', command: [program('typedoc', 'bin', 'typedoc'), '--emit', 'none'] },
  { name: 'exercises', command: [inProject('bin', 'bayes.mjs'), 'exercises', '--check'] },
  { name: 'notebooks', command: [inProject('bin', 'bayes.mjs'), 'notebooks', '--check'] },
].filter(({ command }) => isWholeProject || !ofWholeProject.some((word) => command.includes(word)));

export const command = defineCommand({
  name: 'check',
  summary: 'check types, lint, format, rooms, docstrings and notebooks',
  help: `Usage: npm run check

Checks ${checks.map(({ name }) => name).join(', ')}; exit code 1 where one fails.`,
  options: {},
  async run() {
    await setUp(stepsFor({ python: false }));
    const failed = checks.filter(({ name, command }) => {
      const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
      console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
      return status !== 0;
    });
    return failed.length === 0 ? 0 : 1;
  },
});
