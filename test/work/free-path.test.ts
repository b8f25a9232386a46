import { expect, test } from 'vitest';
import { freePath } from '../../browser/work/free-path';

/** A list of files that asks for folders alone. */
const contentsWith = (...paths: string[]) => ({
  get: async (folder: string) => ({
    path: folder,
    content: paths
      .filter((path) => path.slice(0, Math.max(path.lastIndexOf('/'), 0)) === folder)
      .map((path) => ({ path })),
  }),
});

test.each([
  ['01.ipynb', [], '01 copy.ipynb'],
  ['01.ipynb', ['01 copy.ipynb'], '01 copy 2.ipynb'],
  ['01.ipynb', ['01 copy.ipynb', '01 copy 2.ipynb', 'a/01 copy 3.ipynb'], '01 copy 3.ipynb'],
  ['a/01.ipynb', ['01 copy.ipynb'], 'a/01 copy.ipynb'],
])('freePath(%j) beside %j is %j', async (path, kept, free) =>
  expect(await freePath(contentsWith(...kept), path, 'copy')).toBe(free),
);
