import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { userCache } from '#setup/project-paths.mjs';
import { graderKey } from '../../grader/batch/grader-key';
import { scratchFolder } from './grade-process';

afterEach(() => vi.unstubAllEnvs());

/** A user's cache of the test's own. */
function withCache(): { cache: string; file: string } {
  const cache = scratchFolder();
  vi.stubEnv('XDG_CACHE_HOME', cache);
  vi.stubEnv('BAYES_GRADER_KEY', undefined);
  return { cache, file: join(cache, 'bayes-notebooks', 'grader-key') };
}

describe('graderKey()', () => {
  test('makes a key once, which its owner alone can read', () => {
    const { file } = withCache();
    const key = graderKey([]);
    expect(key).toHaveLength(32);
    expect(graderKey([])).toEqual(key);
    expect(readFileSync(file, 'utf8').trim()).toBe(key.toString('hex'));
    if (process.platform !== 'win32') expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readdirSync(join(file, '..'))).toEqual(['grader-key']);
  });

  test('is another one for another user', () => {
    withCache();
    const key = graderKey([]);
    withCache();
    expect(graderKey([])).not.toEqual(key);
  });

  test('takes BAYES_GRADER_KEY, whatever its text, and writes nothing then', () => {
    const { cache } = withCache();
    vi.stubEnv('BAYES_GRADER_KEY', ' zażółć gęślą jaźń\n');
    expect(graderKey([cache])).toEqual(graderKey([], 'zażółć gęślą jaźń'));
    expect(graderKey([])).toHaveLength(32);
    expect(graderKey([], 'zażółć gęślą jaźni')).not.toEqual(graderKey([]));
    expect(readdirSync(cache)).toEqual([]);
  });

  test.each(['x', '123456789012345'])('refuses %j, which is too short', (given) => {
    expect(() => graderKey([], given)).toThrow(
      /BAYES_GRADER_KEY: it must have at least 16 characters, got (1|15)\b/,
    );
  });

  test.each([
    ['the folder itself', (cache: string) => cache],
    [
      'a link to it',
      (cache: string) => {
        const link = join(scratchFolder(), 'link');
        symlinkSync(cache, link);
        return link;
      },
    ],
  ])('refuses a key that lies in a graded folder: %s', (_, around) => {
    const { cache } = withCache();
    expect(() => graderKey([scratchFolder(), around(cache)])).toThrow(/it must lie outside what is graded/);
  });

  test('takes folders beside it, and folders that are not there yet', () => {
    const { cache } = withCache();
    expect(graderKey([`${cache}-beside`, join(cache, 'bayes-notebooks-2')])).toHaveLength(32);
    expect(() => graderKey([join(cache, 'bayes-notebooks', '..')])).toThrow('must lie outside');
  });

  test.each<[string, (file: string) => void]>([
    ['it is something else', (file) => writeFileSync(file, 'short', { mode: 0o600 })],
    [
      'it is a link',
      (file) => {
        writeFileSync(`${file}-2`, 'a'.repeat(64), { mode: 0o600 });
        symlinkSync(`${file}-2`, file);
      },
    ],
    [
      'others can',
      (file) => {
        writeFileSync(file, 'a'.repeat(64));
        chmodSync(file, 0o644);
      },
    ],
  ])('refuses a key file where %s, and says how to mend it', (why, make) => {
    const { file } = withCache();
    mkdirSync(join(file, '..'), { recursive: true });
    make(file);
    expect(() => graderKey([])).toThrow(`${why}. Remove it, and the next run makes a new one: rm ${file}`);
    rmSync(file);
    expect(graderKey([])).toHaveLength(32);
  });
});

test('userCache() is where each system keeps what can be made again', () => {
  expect(userCache('linux', { XDG_CACHE_HOME: '/c' })).toBe('/c');
  expect(userCache('linux', { XDG_CACHE_HOME: 'c' })).toMatch(/[\\/]\.cache$/); // would lie in the working folder
  expect(userCache('linux', {})).toMatch(/[\\/]\.cache$/);
  expect(userCache('darwin', {})).toMatch(/Library[\\/]Caches$/);
  expect(userCache('win32', { LOCALAPPDATA: '/c/local' })).toBe('/c/local');
  expect(userCache('win32', {})).toMatch(/AppData[\\/]Local$/);
});
