import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { readOptions } from './options.mjs';
import { inProject, root } from './project-paths.mjs';
import { setUp, stepsFor } from './set-up.mjs';

const CHECKS = [
  { name: 'types', command: [inProject('node_modules', 'typescript', 'bin', 'tsc'), '-p', 'tsconfig.json'] },
  {
    name: 'lint and format',
    command: [inProject('node_modules', '@biomejs', 'biome', 'bin', 'biome'), 'check'],
  },
  { name: 'rooms', command: [inProject('setup', 'checks', 'rooms.mjs')] },
  { name: 'tags of docstrings', command: [inProject('setup', 'checks', 'docstring-tags.mjs')] },
  {
    name: 'docstrings',
    command: [inProject('node_modules', 'typedoc', 'bin', 'typedoc'), '--emit', 'none'],
  },
  {
    name: 'notebooks',
    command: [inProject('bin', 'bayes.mjs'), 'notebooks', '--check'],
    source: 'generator/notebooks-command.ts',
  },
];

/** @param {string[]} argv */
export async function run(argv) {
  const { help } = readOptions('check', argv, { help: { type: 'boolean', short: 'h' } });
  if (help) {
    console.log(
      `Usage: npm run check\n\nChecks ${CHECKS.map(({ name }) => name).join(', ')}; exit code 1 where one fails.`,
    );
    return 0;
  }
  await setUp(stepsFor({ python: false }));
  const failed = [];
  for (const { name, command, source } of CHECKS) {
    if (source && !existsSync(inProject(source))) continue;
    const { status } = spawnSync(process.execPath, command, { cwd: root, stdio: 'inherit' });
    console.log(`${status === 0 ? '✓' : '✗'} ${name}`);
    if (status !== 0) failed.push(name);
  }
  return failed.length === 0 ? 0 : 1;
}
