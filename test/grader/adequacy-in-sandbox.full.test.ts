import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exerciseById } from '../../exercises/catalogue/exercise-by-id';
import { allAnswers } from '../answers/all-answers';
import { notebook } from '../answers/notebook';
import { grade, reportIn, scratchFolder, type WholeReport } from './grade-process';

// The same answers as in test/exercises/adequacy.test.ts, all the way: notebook, extraction, sandbox, report.

describe('graded as notebooks', async () => {
  const folder = scratchFolder();
  const answers = (await allAnswers()).flatMap(({ exercise, right, wrong }) =>
    [...right.map((answer) => ({ diagnosis: '', ...answer, score: answer.points ?? 5 })), ...wrong].map(
      (answer) => ({
        ...answer,
        exercise: exercise.id,
      }),
    ),
  );
  let report: WholeReport;

  beforeAll(async () => {
    for (const [i, { cells }] of answers.entries())
      writeFileSync(join(folder, `${i}.ipynb`), notebook(cells));
    await grade(folder, '--out', join(folder, 'out'), '--jobs', '2');
    report = reportIn(join(folder, 'out'));
  }, 1_200_000);

  test.each(answers.map((answer, i) => ({ ...answer, i })))(
    '$exercise: $name',
    ({ i, exercise, diagnosis, score }) => {
      const found = report.submissions.find(({ student }) => student === String(i));
      const result = found?.exercises.find(({ id }) => id === exercise);
      if (diagnosis !== '') expect(result?.score).toBeLessThan(5);
      if (score !== undefined) expect(result?.score).toBe(score);
      const sum = result?.checks.reduce((points, check) => points + check.score, 0);
      expect(result?.score).toBeCloseTo(sum ?? -1, 9);
      const { misconceptions } = exerciseById(exercise, 'test');
      const name = diagnosis ? misconceptions[diagnosis]?.name.en : '';
      expect(result?.diagnosis).toBe(name);
    },
  );
});
