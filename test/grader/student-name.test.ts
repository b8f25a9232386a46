import { expect, test } from 'vitest';
import { Students } from '../../grader/batch/students';

/** By a file's path alone, with nothing beside it. */
const studentName = (path: string): string => new Students([]).of(path.split('/'), true).student;

test.each([
  ['class/ada.ipynb', 'ada'],
  ['class/ada (1).ipynb', 'ada'],
  ['class/ada/01-bayesian-neural-networks.ipynb', 'ada'],
  ['class/ada/01-bayesowskie-sieci-neuronowe (2).ipynb', 'ada'],
  ['class.zip/01-bayesian-neural-networks.ipynb', 'class'],
  ['01-bayesian-neural-networks.ipynb', '01-bayesian-neural-networks'],
  ['c/Ada Lovelace_123_assignsubmission_file_/01-bayesian-neural-networks.ipynb', 'Ada Lovelace'],
  ['c/Ada Lovelace_123_assignsubmission_file_/deep/er/x.ipynb', 'Ada Lovelace'],
  ['c/Ada Lovelace_123_assignsubmission_file_my.ipynb', 'Ada Lovelace'],
  ['c/lovelaceada_4711_0815_notebook.ipynb', 'lovelaceada'],
  ['c/lovelaceada_LATE_4711_0815_01-bayesian-neural-networks-2.ipynb', 'lovelaceada'],
  ['c/Zażółć gęślą.ipynb', 'Zażółć gęślą'],
  ['c/.ipynb', '.ipynb'],
])('studentName(%j) is %j', (path, student) => expect(studentName(path)).toBe(student));
