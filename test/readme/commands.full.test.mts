import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { lectureNotebooks } from '../../generator/editions.js';
import { commands } from './commands.js';
import { installedCopy } from './installed-copy.mjs';

let copy: string;
beforeAll(() => {
  copy = installedCopy();
  const git = (...argv: string[]) => spawnSync('git', argv, { cwd: copy });
  git('init');
  git('add', '--all'); // the student's edition is made of the files under version control
  mkdirSync(join(copy, 'downloads'));
  const handIns = lectureNotebooks(copy).map(({ path }) => [
    `${path.replaceAll('/', '_')}`,
    strToU8(readFileSync(join(copy, path), 'utf8')),
  ]);
  writeFileSync(join(copy, 'downloads/class.zip'), zipSync(Object.fromEntries(handIns)));
});
afterAll(() => rmSync(dirname(copy), { recursive: true, force: true }));

/** Types a command into a shell in the copy, with a home of its own. */
function type(command: string): { status: number | null; output: string } {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^(npm_|BAYES_|VITEST|NODE_ENV|TEST)/.test(name),
  );
  const home = join(dirname(copy), 'home');
  const cache = process.env.XDG_CACHE_HOME ?? join(process.env.HOME ?? '', '.cache');
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], {
    cwd: copy,
    env: { ...Object.fromEntries(inherited), HOME: home, XDG_CACHE_HOME: cache },
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  return { status, output: stdout + stderr };
}

describe('typed as the READMEs have it, in a clone that is set up:', () => {
  const here = Object.entries(commands).flatMap(([command, run]) =>
    'file' in run ? [] : [{ command, ...run }],
  );
  test.each(here)('$command', ({ command, more = '', exitCode = 0 }) => {
    const { status, output } = type(command + more);
    expect(status, output).toBe(exitCode);
    expect(output, 'a stack trace').not.toMatch(/\n {4}at .*\(?\/.*:\d+:\d+\)?\n/);
  });
});
