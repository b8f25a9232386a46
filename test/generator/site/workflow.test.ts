import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { command } from '../../../setup/commands/site.mjs';

const workflow = readFileSync('.github/workflows/site.yml', 'utf8');

test('the workflow uses actions by their commits alone, which nobody can move', () => {
  const used = [...workflow.matchAll(/uses: (.*)/g)].map(([, action]) => action);
  expect(used.length).toBeGreaterThan(0);
  for (const action of used) expect(action).toMatch(/^actions\/[a-z-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
});

test('the workflow builds the folder that it publishes, and only its last job may publish', () => {
  expect(workflow).toContain(`npm run ${command.name} -- --out site`);
  expect(workflow).toMatch(/path: site$/m);
  const [build, publish] = workflow.split(/^ {2}publish:$/m);
  expect(workflow).toMatch(/^permissions: \{\}$/m);
  expect(build).not.toMatch(/: write/);
  expect(publish).toMatch(/pages: write\n +id-token: write/);
});
