import { describe, test } from 'vitest';
import { lectureNotebooks } from '../../generator/editions';
import { projectRoot, readNotebook } from '../generator/project-copy';
import { expectExactNumbers, expectLectureRuns } from './printed-numbers';

const solved = lectureNotebooks.filter(({ edition }) => edition === 'solved');

describe.each(solved)('the committed $path', ({ path }) => {
  test('printed what an independent implementation prints', () => {
    expectLectureRuns(readNotebook(projectRoot, path));
  });

  test('printed the numbers that can be had exactly', () => {
    expectExactNumbers(readNotebook(projectRoot, path));
  });
});
