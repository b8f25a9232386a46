import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { generateNotebook, lectureNotebooks } from '../../generator/editions';
import { grade, reportIn, scratchFolder, type WholeReport } from './grade-process';

const root = join(__dirname, '..', '..');
const folder = scratchFolder();
const out = join(folder, 'out');
let report: WholeReport;

beforeAll(async () => {
  for (const edition of lectureNotebooks(root)) {
    const notebook = generateNotebook(root, edition);
    writeFileSync(join(folder, `${edition.edition}-${edition.language}.ipynb`), JSON.stringify(notebook));
  }
  await grade(folder, '--out', out);
  report = reportIn(out);
});

const submission = (student: string) => report.submissions.find((one) => one.student === student);

describe.each(['pl', 'en'])('generated notebooks in %s', (language) => {
  test('the stubs score zero, as missing', () => {
    expect(submission(`student-${language}`)).toMatchObject({
      status: 'graded',
      score: 0,
      exercises: [
        { id: 'exercise-1', status: 'missing', score: 0 },
        { id: 'exercise-2', status: 'missing', score: 0 },
      ],
      manualReview: [{ id: 'exercise-2-conclusions', text: '', state: 'untouched' }],
    });
  });

  test('the solutions get full marks, their conclusions go to manual review', () => {
    expect(submission(`solved-${language}`)).toMatchObject({
      score: 10,
      exercises: [{ status: 'passed' }, { status: 'passed' }],
      manualReview: [{ id: 'exercise-2-conclusions', text: expect.stringMatching(/\S/) }],
    });
  });

  test('the solutions are recognised as such', () => {
    expect(submission(`solved-${language}`)?.flags).toEqual(
      expect.arrayContaining([
        'exercise-1: equal to solutions/exercise-1.ts',
        'exercise-2: equal to solutions/exercise-2.ts (24 nodes: a short answer)',
      ]),
    );
  });
});
