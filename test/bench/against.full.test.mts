import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { kernelFigures } from '../../bench/kernel-figures.js';
import { runBayes } from '../setup/run-bayes.mjs';

const root = join(import.meta.dirname, '../..');

it.each([
  ['grading', 'points agree'],
  ['import', 'outputs agree'],
])('npm run bench -- --against DIR --only %s runs the command of both', async (row, agreed) => {
  const argv = ['bench', '--against', root, '--only', row, '--rounds', '1'];
  const { status, output } = await runBayes(root, argv).done();
  expect(output).toContain(`${agreed}\n`);
  expect(output).toMatch(new RegExp(`\\n {2}${row} +.* m?s +.* m?s +[\\d.]+ x \\(.*\\)\\n$`));
  expect(status).toBe(0);
});

it('npm run bench -- --against DIR --only kernel measures every figure of both kernels', async () => {
  const json = join(mkdtempSync(join(tmpdir(), 'bayes-bench-kernel-test-')), 'kernel.json');
  const argv = ['--against', root, '--only', 'kernel', '--rounds', '1', '--no-peers', '--json', json];
  const { status, output } = await runBayes(root, ['bench', ...argv]).done();
  expect(status).toBe(0);
  const { comparisons } = JSON.parse(readFileSync(json, 'utf8'));
  rmSync(dirname(json), { recursive: true });
  const besideClone = Object.entries(kernelFigures).filter(
    ([name]) => !/^(?:lecture|import)Time$/.test(name),
  );
  expect(comparisons.map(({ name }: { name: string }) => name)).toEqual(besideClone.map(([name]) => name));
  for (const [, { title }] of besideClone) expect(output).toContain(title);
});
