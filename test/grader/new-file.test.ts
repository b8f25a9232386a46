import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newFile, removeLeftovers, writeNewFile } from '../../grader/files/new-file';
import { ownFolder } from '../../grader/files/own-folder';
import { FileWriter } from '../../grader/reports/writer';
import { scratchFolder } from './grade-process';

/** A folder of reports, and a file elsewhere that must stay as it is. */
function withVictim() {
  const folder = scratchFolder();
  const victim = join(scratchFolder(), 'victim');
  writeFileSync(victim, 'untouched');
  return { folder, victim, path: join(folder, 'report.csv') };
}

describe.each([
  ['a symbolic link', symlinkSync],
  ['a hard link', linkSync],
])('where %s to another file stands in its place', (_, link) => {
  test('writeNewFile() replaces it, and the other file stays as it was', () => {
    const { victim, path } = withVictim();
    link(victim, path);
    writeNewFile(path, 'zażółć');
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    expect(readFileSync(path, 'utf8')).toBe('zażółć');
  });

  test('FileWriter does so too, also for the names that it once used on the way', async () => {
    const { victim, path, folder } = withVictim();
    link(victim, path);
    link(victim, `${path}.part`);
    const file = new FileWriter(path);
    await file.write('a,b\r\n');
    await file.close();
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    expect(readFileSync(path, 'utf8')).toBe('a,b\r\n');
    expect(readdirSync(folder).sort()).toEqual(['report.csv', 'report.csv.part']);
  });
});

test('writeNewFile() replaces a link that leads nowhere', () => {
  const { folder, path } = withVictim();
  symlinkSync(join(folder, 'nowhere'), path);
  writeNewFile(path, 'x');
  expect(readdirSync(folder)).toEqual(['report.csv']);
});

test('newFile() stands under its own name only when it is complete', () => {
  const { folder, path } = withVictim();
  writeFileSync(path, 'before');
  const { finish } = newFile(path);
  expect(readFileSync(path, 'utf8')).toBe('before');
  finish();
  expect(readFileSync(path, 'utf8')).toBe('');
  expect(readdirSync(folder)).toEqual(['report.csv']);
});

test('writeNewFile() says where a folder stands in its place, and leaves nothing behind', () => {
  const { folder, path } = withVictim();
  mkdirSync(path);
  expect(() => writeNewFile(path, 'x')).toThrow(/Cannot write .*report\.csv: .* it is a folder/);
  expect(readdirSync(folder)).toEqual(['report.csv']);
});

test('removeLeftovers() takes away what a killed run has left, and nothing else', () => {
  const { folder, path } = withVictim();
  newFile(path);
  writeFileSync(join(folder, 'homework.part'), '');
  removeLeftovers(folder);
  expect(readdirSync(folder)).toEqual(['homework.part']);
});

describe('ownFolder()', () => {
  test('replaces a link to another folder by a folder of its own', () => {
    const { folder } = withVictim();
    const elsewhere = scratchFolder();
    symlinkSync(elsewhere, join(folder, 'feedback'));
    ownFolder(join(folder, 'feedback'));
    writeNewFile(join(folder, 'feedback', 'ada.md'), 'x');
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(readdirSync(join(folder, 'feedback'))).toEqual(['ada.md']);
  });

  test('keeps a folder with what is in it, and says where a file is in the way', () => {
    const { folder, path } = withVictim();
    ownFolder(join(folder, 'feedback'));
    writeFileSync(join(folder, 'feedback', 'ada.md'), 'x');
    ownFolder(join(folder, 'feedback'));
    expect(readdirSync(join(folder, 'feedback'))).toEqual(['ada.md']);
    writeFileSync(path, '');
    expect(() => ownFolder(path)).toThrow(/Cannot make the folder .*report\.csv/);
  });
});
