import { cpSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { isOwnWork } from '../../grader/batch/own-work';
import { root } from '../../setup/project-paths.mjs';
import { scratchFolder } from './grade-process';

describe('isOwnWork()', () => {
  const home = scratchFolder();
  const theirs = join(scratchFolder(), 'class');
  const copy = join(home, 'bayes-notebooks');
  const own = join(root, 'notebooks', 'en');

  beforeAll(() => {
    mkdirSync(theirs);
    mkdirSync(join(copy, 'en'), { recursive: true });
    for (const folder of [theirs, copy, join(copy, 'en')]) writeFileSync(join(folder, 'ada.ipynb'), '{}');
    writeFileSync(join(theirs, 'ada.zip'), '');
    symlinkSync(theirs, join(copy, 'link'));
    symlinkSync(join(copy, 'ada.ipynb'), join(theirs, 'mine.ipynb'));
  });

  test('is true of the notebooks and the solutions of the project, however they are named', () => {
    expect(isOwnWork([own, join(root, 'notebooks'), join(root, 'solutions')], home)).toBe(true);
    expect(isOwnWork([`${own}/../../solutions/pl`], home)).toBe(true);
    expect(isOwnWork([relative(process.cwd(), own)], home)).toBe(true);
  });

  test('is true of the copy in the home, and of a link that leads there', () => {
    expect(isOwnWork([copy, join(copy, 'ada.ipynb'), join(copy, 'en')], home)).toBe(true);
    expect(isOwnWork([join(theirs, 'mine.ipynb')], home)).toBe(true);
  });

  test.each([
    ['another folder', () => theirs],
    ['the project itself', () => root],
    ['the home', () => home],
    ['a way out by ..', () => `${own}/../../package.json`],
    ['a link that leads out', () => join(copy, 'link')],
    ['a notebook behind such a link', () => join(copy, 'link', 'ada.ipynb')],
    ['a folder whose name begins alike', () => `${copy}-of-the-class`],
  ])('is false of %s', (_, path) => {
    mkdirSync(`${copy}-of-the-class`, { recursive: true });
    expect(isOwnWork([path()], home)).toBe(false);
    expect(isOwnWork([own, path()], home)).toBe(false);
  });

  test('is false where the work lies packed: someone handed it in', () => {
    const packed = scratchFolder();
    const folder = join(packed, 'bayes-notebooks', 'deep', 'er');
    mkdirSync(folder, { recursive: true });
    expect(isOwnWork([join(packed, 'bayes-notebooks')], packed)).toBe(true);
    for (const name of ['class.zip', 'ada.tar.gz', 'ada.RAR', 'ada.7z']) {
      writeFileSync(join(folder, name), '');
      expect(isOwnWork([join(folder, name)], packed)).toBe(false);
      expect(isOwnWork([join(packed, 'bayes-notebooks')], packed)).toBe(false);
    }
  });

  test('takes of a clone in the home its notebooks alone', () => {
    const elsewhere = scratchFolder();
    cpSync(copy, join(elsewhere, 'bayes-notebooks', 'notebooks'), { recursive: true });
    cpSync(theirs, join(elsewhere, 'bayes-notebooks', 'downloads'), { recursive: true });
    writeFileSync(join(elsewhere, 'bayes-notebooks', 'package.json'), '{}');
    expect(isOwnWork([join(elsewhere, 'bayes-notebooks', 'notebooks', 'en')], elsewhere)).toBe(true);
    expect(isOwnWork([join(elsewhere, 'bayes-notebooks')], elsewhere)).toBe(false);
    expect(isOwnWork([join(elsewhere, 'bayes-notebooks', 'downloads', 'ada.ipynb')], elsewhere)).toBe(false);
  });

  test('needs no home', () => {
    expect(isOwnWork([own], undefined)).toBe(true);
    expect(isOwnWork([theirs], '')).toBe(false);
  });
});
