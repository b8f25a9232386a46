import { join } from 'node:path';
import { expect, it } from 'vitest';
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
