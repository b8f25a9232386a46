import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { farmNodeProblem } from '../../setup/commands/farm.mjs';
import { root } from '../../setup/project-paths.mjs';

test.each([
  ['20.20.2', false],
  ['22.11.0', false],
  ['22.12.0', true],
  ['24.0.0', true],
])('farmNodeProblem() on Node %s', (version, runs) => {
  const problem = farmNodeProblem(version);
  if (runs) expect(problem).toBeUndefined();
  else
    expect(problem?.message).toContain(
      `Cannot run the farm on Node ${version}: Node 22.12 or later is needed`,
    );
});

test('npm run farm says at once what it lacks', () => {
  const old = farmNodeProblem(process.versions.node);
  const { status, stderr } = spawnSync(process.execPath, [join(root, 'bin', 'bayes.mjs'), 'farm', 'submit'], {
    encoding: 'utf8',
    env: { ...process.env, FARM_DB: '' },
  });
  const lacks = old?.message ?? (status === 2 ? 'FARM_DB must name its database' : 'npm ci --prefix farm');
  expect([status, stderr]).toEqual([old || status === 1 ? 1 : 2, expect.stringContaining(lacks)]);
});

test('npm run farm -- --help tells of its commands', () => {
  const { status, stdout } = spawnSync(process.execPath, [join(root, 'bin', 'bayes.mjs'), 'farm', '--help'], {
    encoding: 'utf8',
  });
  expect(status).toBe(0);
  for (const name of ['submit', 'worker', 'status', 'retry', 'collect'])
    expect(stdout).toContain(`  ${name} `);
});
