import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, test } from 'vitest';
import { firstFile } from '../../grader/files/first-file';
import { scratchFolder } from './grade-process';

const root = join(__dirname, '..', '..');

test('firstFile() makes a file once, and leaves what stands in its place', () => {
  const folder = scratchFolder();
  const path = join(folder, 'key');
  expect(firstFile(path, 'one')).toBe(true);
  expect(firstFile(path, 'two')).toBe(false);
  expect(readFileSync(path, 'utf8')).toBe('one');
  mkdirSync(join(folder, 'folder'));
  symlinkSync(join(folder, 'nowhere'), join(folder, 'link'));
  expect(firstFile(join(folder, 'folder'), 'x')).toBe(false);
  expect(firstFile(join(folder, 'link'), 'x')).toBe(false);
  expect(readdirSync(folder).sort()).toEqual(['folder', 'key', 'link']);
});

test('of many threads that make the same file, one is the first', async () => {
  const folder = scratchFolder();
  const script = join(folder, 'make.cjs');
  const module = JSON.stringify(join(root, 'dist', 'grader', 'files', 'first-file.js'));
  writeFileSync(
    script,
    `const { parentPort, workerData } = require('node:worker_threads');
     const { firstFile } = require(${module});
     parentPort.postMessage(Array.from({ length: 30 }, (_, i) => firstFile(workerData.folder + '/file-' + i, workerData.name)));`,
  );
  const made = await Promise.all(
    ['a', 'b', 'c', 'd'].map(
      (name) =>
        new Promise<boolean[]>((resolve, reject) => {
          const worker = new Worker(script, { workerData: { folder, name } });
          worker.on('message', resolve);
          worker.on('error', reject);
        }),
    ),
  );
  for (let i = 0; i < 30; i++) {
    const winners = ['a', 'b', 'c', 'd'].filter((_, w) => made[w]?.[i]);
    expect(winners).toEqual([readFileSync(join(folder, `file-${i}`), 'utf8')]);
  }
  expect(readdirSync(folder)).toHaveLength(31);
});
