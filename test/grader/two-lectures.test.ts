import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { lectures } from '../../exercises/catalogue/catalogue';
import { generateNotebook, type LectureNotebook, lectureNotebooks } from '../../generator/editions';
import { type Ended, grade, reportIn, scratchFolder, type WholeReport } from './grade-process';

// One download of a course with two assignments. Ada has handed in both, under names of her own; Bob the first
// alone; Eve the second alone, from a copy that has lost its metadata, with a mistake in each exercise.

const root = join(__dirname, '..', '..');
const [first, second] = lectures.map(({ id }) => id) as [string, string];
const folder = scratchFolder();
const out = join(folder, 'out');
let ended: Ended;
let report: WholeReport;

interface Notebook {
  cells: { id: string; source: string[] | string; metadata: object }[];
  metadata: object;
}

function notebookOf(lecture: string, edition: LectureNotebook['edition']): Notebook {
  const found = lectureNotebooks(root).find(
    (one) => one.lecture.id === lecture && one.edition === edition && one.language === 'en',
  );
  if (!found) throw new RangeError(`Cannot hand in ${lecture}: there is no such lecture`);
  return JSON.parse(JSON.stringify(generateNotebook(root, found)));
}

function handIn(path: string, notebook: Notebook): void {
  const file = join(folder, 'class', path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify(notebook));
}

/** The notebook with other code in the cells of these ids. */
function withCells(notebook: Notebook, code: Record<string, string>): Notebook {
  for (const cell of notebook.cells) cell.source = code[cell.id] ?? cell.source;
  return notebook;
}

const density = `tf.sub(y, draws).div(noiseSd).square().div(-2).sub(tf.log(noiseSd.mul(Math.sqrt(2 * Math.PI))))`;
const summed = `function predictiveLogLikelihood(draws: tf.Tensor2D, y: tf.Tensor1D, noiseSd: tf.Scalar): tf.Scalar {
  const logDensity = ${density};
  return tf.logSumExp(logDensity, 0).sub(Math.log(draws.shape[0])).sum().asScalar();
}`;
const withoutNoise = `function coverage(draws: tf.Tensor2D, y: tf.Tensor1D, noiseSd: tf.Scalar, levels: tf.Tensor1D): tf.Tensor1D {
  const { mean, variance } = tf.moments(draws, 0);
  const needed = y.sub(mean).abs().div(variance.mul(2).sqrt()).erf();
  return needed.lessEqual(levels.expandDims(1)).cast('float32').mean(1).as1D();
}`;
const words =
  'Laplace with the full matrix comes nearest to HMC inside the data, while in the gap every other road is much too sure of itself, dropout most.';

beforeAll(async () => {
  handIn('Ada Lovelace_101_assignsubmission_file_/first.ipynb', notebookOf(first, 'solved'));
  handIn('Ada Lovelace_101_assignsubmission_file_/homework.ipynb', notebookOf(second, 'solved'));
  handIn(`Bob Boole_102_assignsubmission_file_/${first}.ipynb`, notebookOf(first, 'student'));
  const eve = withCells(notebookOf(second, 'student'), {
    'exercise-3': summed,
    'exercise-4': withoutNoise,
    'exercise-4-conclusions': `### Conclusions from exercise 4\n\n${words}`,
  });
  handIn('Eve Euler_103_assignsubmission_file_/answer.ipynb', { ...eve, metadata: {} });
  const points = join(folder, 'points.csv');
  writeFileSync(points, 'student,exercise,points,max,comment\nEve Euler,exercise-4-conclusions,2,,\n');
  const sheet = join(folder, 'sheet.csv');
  writeFileSync(
    sheet,
    [
      'Identifier,Full name,Status,Grade,Maximum Grade,Feedback comments',
      'Participant 101,Ada Lovelace,Submitted,,10.00,',
      'Participant 102,Bob Boole,Submitted,,10.00,',
      'Participant 103,Eve Euler,Submitted,,10.00,',
      '',
    ].join('\r\n'),
  );
  const given = ['--overrides', points, '--fill', sheet, '--assignment', second];
  ended = await grade(join(folder, 'class'), '--out', out, ...given);
  report = reportIn(out);
});

const submission = (student: string, assignment: string) =>
  report.submissions.find((one) => one.student === student && one.assignment === assignment);

describe('a class that hands in two lectures', () => {
  test('is graded as both assignments, a submission for each student and lecture', () => {
    expect(ended).toMatchObject({ code: 0 });
    expect(report.assignments).toEqual([first, second]);
    expect(report.submissions.map(({ student, assignment, score }) => [student, assignment, score])).toEqual([
      ['Ada Lovelace', first, 10],
      ['Ada Lovelace', second, 10],
      ['Bob Boole', first, 0],
      ['Eve Euler', second, 5],
    ]);
    expect(report.submissions.flatMap(({ flags }) => flags).join()).not.toContain('also handed in');
  });

  test('has only the exercises of its own lecture in each submission', () => {
    const ids = (student: string, lecture: string) =>
      submission(student, lecture)?.exercises.map(({ id }) => id);
    expect(ids('Ada Lovelace', first)).toEqual(['exercise-1', 'exercise-2']);
    expect(ids('Ada Lovelace', second)).toEqual(['exercise-3', 'exercise-4']);
  });

  test('is told the misconceptions of the second lecture, with partial credit and points by hand', () => {
    const eve = submission('Eve Euler', second);
    expect(eve?.exercises).toMatchObject([
      { id: 'exercise-3', score: 3, diagnosis: 'sums over the observations instead of averaging' },
      { id: 'exercise-4', score: 0, diagnosis: 'leaves out the noise of the observations' },
      { id: 'exercise-4-conclusions', score: 2 },
    ]);
    expect(eve?.manualReview).toMatchObject([{ id: 'exercise-4-conclusions', text: words }]);
    expect(eve).toMatchObject({ score: 5, maxScore: 10 });
  });

  test('has a column for each exercise in report.csv, empty in the rows of the other lecture', () => {
    const [head = '', ...rows] = readFileSync(join(out, 'report.csv'), 'utf8').trim().split('\r\n');
    const columns = head.split(',');
    const cell = (row: string | undefined, column: string) => row?.split(',')[columns.indexOf(column)];
    const ada = rows.filter((row) => row.includes('Ada Lovelace'));
    expect(ada.map((row) => cell(row, 'exercise-1'))).toEqual(['5', '']);
    expect(ada.map((row) => cell(row, 'exercise-3'))).toEqual(['', '5']);
    expect(ada.map((row) => cell(row, 'exercise-4'))).toEqual(['', '5']);
  });

  test("fills in a platform's sheet for the assignment that is named", () => {
    const sheet = readFileSync(join(out, 'filled-sheet.csv'), 'utf8');
    expect(sheet).toMatch(/Participant 101,Ada Lovelace,Submitted,10/);
    expect(sheet).toMatch(/Participant 102,Bob Boole,Submitted,,/);
    expect(sheet).toMatch(/Participant 103,Eve Euler,Submitted,5/);
    expect(sheet).toContain('leaves out the noise of the observations');
  });

  test('has an average for each lecture in the terminal, and both in the page', () => {
    expect(ended.stdout).toContain(`${first}: 2 submissions, on average 5 of 10 points`);
    expect(ended.stdout).toContain(`${second}: 2 submissions`);
    const page = readFileSync(join(out, 'report.html'), 'utf8');
    for (const lecture of [first, second]) expect(page).toContain(lecture);
  });
});
