import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { root } from '../../setup/project-paths.mjs';
import { notebook } from '../answers/notebook';
import { type Ended, ended, gradeProgram, reportIn, scratchFolder } from './grade-process';

const folder = scratchFolder();
const theirs = join(folder, 'class');
const ours = join(root, 'notebooks', 'en');

/** Grades where neither bubblewrap nor a user of its own can be had, whoever runs this test. */
function gradeUnprotected(...args: string[]): Promise<Ended> {
  const env = { ...process.env, LC_ALL: 'en', PATH: [folder, process.env.PATH].join(delimiter) };
  return ended(spawn(process.execPath, [...gradeProgram, ...args], { cwd: root, env }));
}

beforeAll(() => {
  for (const name of ['bwrap', 'setpriv'])
    writeFileSync(join(folder, name), '#!/bin/sh\nexit 1\n', { mode: 0o755 });
  mkdirSync(theirs);
  writeFileSync(join(theirs, 'ada.ipynb'), notebook(['const klLoss = () => 1;']));
});

describe('npm run grade where no sandbox works', () => {
  test("refuses other people's work with exit 2 and one sentence that names what mends it", async () => {
    const { code, stderr } = await gradeUnprotected(theirs);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Cannot grade other people's work: .*Mend it: \S.*--without-sandbox.*\n$/);
  });

  test('refuses it also beside own work', async () => {
    expect((await gradeUnprotected(ours, theirs)).code).toBe(2);
  });

  test('grades it with --without-sandbox, and warns in one sentence', async () => {
    const out = join(folder, 'out');
    const { code, stderr } = await gradeUnprotected(theirs, '--without-sandbox', '--out', out);
    expect(code).toBe(0);
    expect(stderr.match(/^Warning: .*$/gm)).toEqual([
      expect.stringMatching(/^Warning: no sandbox works here, so answers can .*give themselves points/),
    ]);
    expect(reportIn(out).submissions).toHaveLength(1);
  });

  test('warns in the language of the reports', async () => {
    const { stderr } = await gradeUnprotected(theirs, '--without-sandbox', '--lang', 'pl');
    expect(stderr).toMatch(/^Uwaga: nie działa tu żadna piaskownica, więc odpowiedzi mogą/);
  });

  test('grades own notebooks, and warns in one sentence', async () => {
    const { code, stderr } = await gradeUnprotected(ours);
    expect(code).toBe(0);
    expect(stderr.match(/^Warning: .*$/gm)).toEqual([
      'Warning: no sandbox works here; the answers in your own notebooks can do all that this account can.',
    ]);
  });

  test('--require-sandbox refuses own work, too, and does not go with --without-sandbox', async () => {
    const required = await gradeUnprotected(ours, '--require-sandbox');
    expect(required.code).toBe(2);
    expect(required.stderr).toContain('bubblewrap does not work here');
    const both = await gradeUnprotected(ours, '--require-sandbox', '--without-sandbox');
    expect(both.code).toBe(2);
    expect(both.stderr).toContain('--require-sandbox and --without-sandbox exclude each other');
  });
});
