import { expect, test } from 'vitest';
import { fileOf } from '../../browser/offline/file-of';

const base = 'https://example.org/course/';

test.each([
  [base, 'index.html'],
  [`${base}en/`, 'en/index.html'],
  [`${base}lab`, 'lab'],
  [`${base}lab/index.html?path=01.ipynb#a`, 'lab/index.html'],
  [`${base}api/contents/all.json?1730000000`, 'api/contents/all.json'],
  [`${base}files/za%C5%BC%C3%B3%C5%82%C4%87.ipynb`, 'files/zażółć.ipynb'],
  ['https://example.org/', undefined],
  ['https://example.org/course', undefined],
  ['https://example.net/course/index.html', undefined],
])('fileOf() takes %s for the file %s', (address, file) => {
  expect(fileOf(address, base)).toBe(file);
});
