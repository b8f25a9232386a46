import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { exercises, lectures } from '../../exercises/catalogue/catalogue';
import { generateNotebook, lectureNotebooks } from '../../generator/editions';
import { grade, reportIn, scratchFolder, type WholeReport } from './grade-process';

// A class of four that hands in every lecture: nobody has answered anything, or everything as solutions/ do.

const root = join(__dirname, '..', '..');
const folder = scratchFolder();
const out = join(folder, 'out');
let report: WholeReport;
let said: string;

beforeAll(async () => {
  for (const edition of lectureNotebooks(root)) {
    const student = join(folder, `${edition.edition}-${edition.language}`);
    mkdirSync(student, { recursive: true });
    const notebook = generateNotebook(root, edition);
    writeFileSync(join(student, edition.path.split('/').at(-1) ?? ''), JSON.stringify(notebook));
  }
  said = (await grade(folder, '--out', out)).stdout;
  report = reportIn(out);
});

const submission = (student: string, lecture: string) =>
  report.submissions.find((one) => one.student === student && one.assignment === lecture);

describe.each(lectures.map(({ id }) => id))('%s', (lecture) => {
  const own = exercises.filter((exercise) => exercise.lecture === lecture);
  const conclusions = own.flatMap((exercise) => exercise.conclusions?.id ?? []);

  describe.each(['pl', 'en'])('generated notebooks in %s', (language) => {
    test('the stubs score zero, as missing', () => {
      expect(submission(`student-${language}`, lecture)).toMatchObject({
        status: 'graded',
        score: 0,
        exercises: own.map(({ id }) => ({ id, status: 'missing', score: 0 })),
        manualReview: conclusions.map((id) => ({ id, text: '', state: 'untouched' })),
      });
    });

    test('the solutions get full marks', () => {
      expect(submission(`solved-${language}`, lecture)).toMatchObject({
        score: 10,
        exercises: own.map(({ id }) => ({ id, status: 'passed', score: 5 })),
      });
    });

    test('the solutions are recognised as such', () => {
      const flags = submission(`solved-${language}`, lecture)?.flags ?? [];
      for (const { id } of own)
        expect(flags.some((flag) => flag.startsWith(`${id}: equal to solutions/${id}.ts`))).toBe(true);
    });
  });
});

test("the first lecture's solved conclusions go to manual review", () => {
  for (const language of ['pl', 'en'])
    expect(submission(`solved-${language}`, '01-bayesian-neural-networks')?.manualReview).toMatchObject([
      { id: 'exercise-2-conclusions', text: expect.stringMatching(/\S/) },
    ]);
});

test('a short answer is flagged as one', () => {
  expect(submission('solved-en', '01-bayesian-neural-networks')?.flags).toContain(
    'exercise-2: equal to solutions/exercise-2.ts (24 nodes: a short answer)',
  );
});

describe('a class that hands in both lectures at once', () => {
  test('has a submission for each student and lecture', () => {
    expect(report.assignments).toEqual(lectures.map(({ id }) => id));
    expect(report.submissions.map(({ student, assignment }) => [student, assignment])).toEqual(
      ['solved-en', 'solved-pl', 'student-en', 'student-pl'].flatMap((student) =>
        lectures.map(({ id }) => [student, id]),
      ),
    );
  });

  test('is told that nobody has handed in twice', () => {
    expect(report.submissions.flatMap(({ flags }) => flags).join()).not.toContain('also handed in');
  });

  test('has an average for each lecture', () => {
    for (const { id } of lectures) expect(said).toContain(`${id}: 4 submissions, on average 5 of 10 points`);
  });
});
