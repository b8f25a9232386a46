import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { misconceptions } from '../../exercises/misconceptions';
import { notebook } from '../exercises/answers/notebook';
import { rightAnswers } from '../exercises/answers/right';
import { wrongAnswers } from '../exercises/answers/wrong';
import { grade, reportIn, scratchFolder, type WholeReport } from './grade-process';

// The same answers as in adequacy.test.ts, all the way: notebook, extraction, sandbox, report.

const folder = scratchFolder();
const answers = [...rightAnswers.map((answer) => ({ ...answer, diagnosis: '' })), ...wrongAnswers];
let report: WholeReport;

beforeAll(async () => {
  for (const [i, { cells }] of answers.entries()) writeFileSync(join(folder, `${i}.ipynb`), notebook(cells));
  await grade(folder, '--out', join(folder, 'out'), '--jobs', '2');
  report = reportIn(join(folder, 'out'));
}, 1_200_000);

describe('graded as notebooks', () => {
  test.each(answers.map((answer, i) => ({ ...answer, i })))(
    '$exercise: $name',
    ({ i, exercise, diagnosis }) => {
      const found = report.submissions.find(({ student }) => student === String(i));
      const result = found?.exercises.find(({ id }) => id === exercise);
      if (diagnosis === '') expect(result).toMatchObject({ status: 'passed', score: 5 });
      else expect(result?.score).toBeLessThan(5);
      const name = diagnosis ? misconceptions[diagnosis]?.name.en : '';
      expect(result?.diagnosis).toBe(name);
    },
  );
});
