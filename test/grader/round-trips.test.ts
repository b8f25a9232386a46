import { linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { cellsOf } from '../answers/answer';
import * as average from '../answers/average-weights/right';
import * as kl from '../answers/mean-kl/right';
import * as klWrong from '../answers/mean-kl/wrong';
import { notebook } from '../answers/notebook';
import { grade, reportIn, scratchFolder } from './grade-process';

const right = notebook([...cellsOf(kl.right, 'reduce'), ...cellsOf(average.right, 'nested loops')]);
const half = notebook([
  ...cellsOf(klWrong.wrong, 'mu and log sigma counted as two'),
  ...cellsOf(average.right, 'tidy'),
]);

describe('a class from Moodle, marked, partly by hand, and given back', () => {
  const folder = scratchFolder();
  const out = join(folder, 'grades');
  let run: Awaited<ReturnType<typeof grade>>;

  beforeAll(async () => {
    writeFileSync(
      join(folder, 'class.zip'),
      zipSync({
        'Ada Lovelace_101_assignsubmission_file_/01-bayesian-neural-networks.ipynb': strToU8(half),
        'Zażółć Gęślą_102_assignsubmission_file_/answer.ipynb': strToU8(right),
        'overrides.csv': strToU8('student,exercise,points,comment\nAda Lovelace,exercise-1,5,mine\n'),
      }),
    );
    writeFileSync(
      join(folder, 'points.csv'),
      'student;exercise;points;max;comment\nAda Lovelace;exercise-1;2,5;;dobry pomysł\n102;exercise-2-conclusions;2;3;\n',
    );
    writeFileSync(
      join(folder, 'Oceny.csv'),
      'Identifier,"Full name",Grade,"Maximum grade","Last modified (grade)","Feedback comments"\r\nParticipant 101,Ada,,13.00,-,\r\nParticipant 102,Z,,13.00,-,\r\nParticipant 103,Emmy,,13.00,-,\r\n',
    );
    run = await grade(
      join(folder, 'class.zip'),
      ...['--out', out, '--overrides', join(folder, 'points.csv'), '--fill', join(folder, 'Oceny.csv')],
      ...['gradescope', 'github', 'junit', 'markdown'].flatMap((format) => ['--format', format]),
    );
  });

  const submission = (student: string) =>
    reportIn(out).submissions.find((one) => one.student === student) as ReturnType<
      typeof reportIn
    >['submissions'][number];

  test('takes the points of the file that was named, and no others, and says so', () => {
    expect(run.code).toBe(0);
    expect(submission('Ada Lovelace')).toMatchObject({ id: '101', score: 7.5, maxScore: 10 });
    expect(submission('Zażółć Gęślą')).toMatchObject({ id: '102', score: 12, maxScore: 13 });
    expect(reportIn(out).overrides).toBe(2);
    expect(run.stderr).toMatch(/^Left out class\.zip\/overrides\.csv: points given by hand are read from/m);
    expect(run.stdout).toContain(
      '2 changed by hand: Ada Lovelace, exercise-1: 3 → 2.5; Zażółć Gęślą, exercise-2-conclusions: 0 → 2',
    );
  });

  test('the sum of the checks is the score, in the report and on the platform', () => {
    for (const one of reportIn(out).submissions) {
      const checks = one.exercises.flatMap(({ checks }) => checks);
      expect(checks.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(one.score, 6);
      const text = readFileSync(join(out, 'gradescope', `${one.student}.json`), 'utf8');
      const { score, tests } = JSON.parse(text) as {
        score: number;
        tests: { score: number; name: string }[];
      };
      expect(tests.reduce((sum, check) => sum + check.score, 0)).toBeCloseTo(score, 6);
      expect(tests.some(({ name }) => /points given by hand|punkty przyznane ręcznie/.test(name))).toBe(true);
    }
  });

  test('every report shows them', () => {
    for (const name of [
      'report.html',
      'report.csv',
      join('feedback', 'Ada Lovelace.md'),
      join('github', 'Ada Lovelace.json'),
    ])
      expect(readFileSync(join(out, name), 'utf8'), name).toContain('dobry pomysł');
    expect(readFileSync(join(out, 'report.html'), 'utf8')).toContain('2 changed by hand');
    expect(readFileSync(join(out, 'junit.xml'), 'utf8')).toContain('points given by hand');
  });

  test('the worksheet comes back filled in, and the rest of it as it was', () => {
    const sheet = readFileSync(join(out, 'filled-Oceny.csv'), 'utf8');
    expect(sheet).toMatch(/^Identifier,"Full name",Grade,.*\r\nParticipant 101,Ada,7\.50,13\.00,-,"?<p><b>/);
    expect(sheet).toContain('\r\nParticipant 102,Z,12.00,13.00,-,');
    expect(sheet).toMatch(/\r\nParticipant 103,Emmy,,13\.00,-,\r\n$/);
    expect(run.stdout).toContain('filled-Oceny.csv: 2 grades filled in');
  });
});

describe('a folder of reports that a student has prepared', () => {
  const victim = join(scratchFolder(), 'victim');

  test('has no link followed, no seed and no lock believed', async () => {
    const folder = scratchFolder();
    writeFileSync(victim, 'untouched');
    writeFileSync(join(folder, 'ada.ipynb'), half);
    const out = join(folder, 'out');
    mkdirSync(out);
    const elsewhere = scratchFolder();
    symlinkSync(elsewhere, join(out, 'feedback'));
    for (const name of ['report.json', 'report.json.part', 'report.csv', 'report.csv.part'])
      symlinkSync(victim, join(out, name));
    linkSync(victim, join(out, 'report.html'));
    symlinkSync(victim, join(out, 'filled-sheet.csv'));
    writeFileSync(join(out, 'journal.jsonl'), '{"journal":1,"seed":"666","fingerprint":"a"}\n');
    writeFileSync(join(out, 'grading.lock'), `{"pid":${process.pid}}`);
    const { code, stderr } = await grade(folder, '--out', out, '--format', 'markdown');
    expect(code).toBe(0);
    expect(readFileSync(victim, 'utf8')).toBe('untouched');
    expect(readdirSync(elsewhere)).toEqual([]);
    expect(readdirSync(join(out, 'feedback'))).toEqual(['ada.md']);
    expect(reportIn(out).seed).not.toBe('666');
    expect(stderr).toContain(
      "journal.jsonl: this journal does not carry this grader's seal, so it is begun anew",
    );
  });

  test('the graded folder itself may be the folder of the reports, twice', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'ada.ipynb'), half);
    for (const run of [1, 2]) {
      const { code, stderr } = await grade(
        folder,
        '--out',
        folder,
        ...['github', 'gradescope', 'markdown'].flatMap((format) => ['--format', format]),
      );
      expect(code, stderr).toBe(0);
      expect(reportIn(folder).submissions, `run ${run}`).toMatchObject([{ student: 'ada', score: 8 }]);
      expect(stderr).not.toContain('journal');
    }
  });
});

describe('wrong usage', () => {
  const folder = scratchFolder();
  const file = join(folder, 'ada.ipynb');
  const sheet = join(folder, 'sheet.csv');
  writeFileSync(file, half);
  writeFileSync(sheet, 'student,score\nada,5\n');
  const points = (row: string) => {
    const path = join(scratchFolder(), 'points.csv');
    writeFileSync(path, `student,exercise,points,comment\n${row}\n`);
    return path;
  };

  test.each([
    [() => ['--fill', sheet], '--fill writes into the folder of --out, which is not given'],
    [() => ['--assignment', 'x'], '--assignment is for the sheet of --fill'],
    [() => ['--column', 'x'], '--column is for the sheet of --fill'],
    [
      () => ['--fill', sheet, '--out', join(folder, 'out')],
      "must be Moodle's grading worksheet or Canvas's gradebook",
    ],
    [() => ['--fill', join(folder, 'none.csv'), '--out', join(folder, 'out')], 'there is no such file'],
    [() => ['--overrides', join(folder, 'none.csv')], 'there is no such file'],
    [() => ['--overrides', points('bob,exercise-1,1,')], 'row 2 of'],
    [() => ['--overrides', points('ada,exercise-1,,')], 'points must be from 0 to 5, got ""'],
    [() => ['--overrides', points('ada,exercise-1,1,\nada,exercise-1,2,')], 'row 3 of'],
  ])('%o exits with 2 and says what is wrong', async (args, message) => {
    const { code, stderr } = await grade(file, ...args());
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});
