import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { processIdentity } from '#setup/programs/process-identity.mjs';
import { lockFolder } from '../../grader/batch/folder-lock';
import { Seal } from '../../grader/batch/seal';
import { scratchFolder } from './grade-process';

const key = Buffer.alloc(32, 1);
const self = { pid: process.pid, identity: processIdentity(process.pid) ?? '', host: hostname() };
const lock = (folder: string, holder: object, graderKey = key) =>
  writeFileSync(join(folder, 'grading.lock'), new Seal(graderKey, 'lock').close(holder));

/** Takes the folder, and gives it free again. */
const works = (folder: string) => {
  lockFolder(folder, key)();
  expect(readdirSync(folder)).toEqual([]);
};

describe('lockFolder()', () => {
  test('keeps a folder to one grader, until it is given free', () => {
    const folder = scratchFolder();
    const unlock = lockFolder(folder, key);
    expect(() => lockFolder(folder, key)).toThrow(
      `process ${process.pid} on ${hostname()} does. Wait for it`,
    );
    unlock();
    works(folder);
  });

  test('takes over the lock of a process that was killed, also where another has its number now', () => {
    const folder = scratchFolder();
    lock(folder, { ...self, identity: `${process.pid}@0` });
    works(folder);
    lock(folder, { ...self, pid: 2 ** 22 + 1 });
    works(folder);
  });

  test('waits for no grader of another machine that has not been seen for long', () => {
    const folder = scratchFolder();
    lock(folder, { ...self, host: `not-${hostname()}` });
    expect(() => lockFolder(folder, key)).toThrow(`on not-${hostname()} does`);
    const longAgo = new Date(Date.now() - 3600_000);
    utimesSync(join(folder, 'grading.lock'), longAgo, longAgo);
    works(folder);
  });

  test.each<[string, (folder: string) => void]>([
    ['another key', (folder) => lock(folder, self, Buffer.alloc(32, 2))],
    ['no seal', (folder) => writeFileSync(join(folder, 'grading.lock'), JSON.stringify(self))],
    ['nothing in it', (folder) => writeFileSync(join(folder, 'grading.lock'), '')],
    [
      'a link to a lock that holds',
      (folder) => {
        const elsewhere = scratchFolder();
        lock(elsewhere, self);
        symlinkSync(join(elsewhere, 'grading.lock'), join(folder, 'grading.lock'));
      },
    ],
    ['a folder', (folder) => mkdirSync(join(folder, 'grading.lock', 'deep'), { recursive: true })],
  ])('is not stopped by a lock that a student has put there: %s', (_, put) => {
    const folder = scratchFolder();
    put(folder);
    works(folder);
  });

  test('leaves the lock of another that took it over', () => {
    const folder = scratchFolder();
    const unlock = lockFolder(folder, key);
    lock(folder, { ...self, pid: 1 });
    unlock();
    expect(readdirSync(folder)).toEqual(['grading.lock']);
  });
});
