import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { strToU8, zipSync } from 'fflate';
import { parse } from 'papaparse';
import { beforeAll, describe, expect, test } from 'vitest';
import schema from '../../grader/reports/report.schema.json';
import { cellsOf } from '../answers/answer';
import * as average from '../answers/average-weights/right';
import * as kl from '../answers/mean-kl/right';
import * as klWrong from '../answers/mean-kl/wrong';
import { notebook } from '../answers/notebook';
import { grade, reportIn, scratchFolder } from './grade-process';

const half = notebook([
  ...cellsOf(klWrong.wrong, 'mu and log sigma counted as two'),
  ...cellsOf(average.right, 'tidy'),
]);
const right = notebook([...cellsOf(kl.right, 'reduce'), ...cellsOf(average.right, 'nested loops')]);
const evil = '<img src=x onerror=alert(1)>';

describe('npm run grade over a folder', () => {
  const folder = scratchFolder();
  const out = join(folder, 'grades');
  const points = join(scratchFolder(), 'points.csv');
  let run: Awaited<ReturnType<typeof grade>>;

  beforeAll(async () => {
    const write = (name: string, text: string) => writeFileSync(join(folder, name), text);
    write('ada.ipynb', right);
    write('ada (1).ipynb', half);
    write('=HYPERLINK("http:x").ipynb', half);
    write(`${evil}.ipynb`, right);
    write('cut.ipynb', right.slice(0, 300));
    write(
      'throws.ipynb',
      notebook([`function klLoss(model) { if (model) throw new Error('${evil}\\u001b[31m'); return 1; }`]),
    );
    writeFileSync(points, 'student,exercise,points,comment\nthrows,exercise-1,2.5,"=1+1 a good idea"\n');
    mkdirSync(join(folder, 'lovelace'));
    write('lovelace/01-bayesian-neural-networks.ipynb', right);
    symlinkSync(join(folder, 'ada.ipynb'), join(folder, 'link.ipynb'));
    run = await grade(
      folder,
      '--out',
      out,
      '--seed',
      '7',
      '--jobs',
      '2',
      '--fail-under',
      '1',
      '--overrides',
      points,
      ...['gradescope', 'github', 'junit', 'markdown'].flatMap((format) => ['--format', format]),
    );
  });

  const submission = (student: string) => {
    const found = reportIn(out).submissions.find((one) => one.student === student);
    if (!found) throw new Error(`nothing by ${student} in the report`);
    return found;
  };

  test('exits with 1, since an unreadable submission counts 0', () => expect(run.code).toBe(1));

  test('report.json is as the schema says', () => {
    const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);
    validate(reportIn(out));
    expect(validate.errors).toBeNull();
    expect(reportIn(out).seed).toBe('7');
  });

  test('gives full marks, and partial credit with the diagnosis', () => {
    expect(submission('lovelace').score).toBe(10);
    const one = submission('=HYPERLINK("http:x")');
    expect(one.score).toBe(8);
    expect(one.exercises[0]).toMatchObject({
      status: 'partial',
      score: 3,
      diagnosis: 'counts mu and log sigma as two parameters',
    });
    expect(one.exercises[0]?.checks[0]?.message).toMatch(/^expected \d\.\d+, got \d\.\d+$/);
  });

  test('has entries that sum to the score, in the reports of platforms too', () => {
    const sum = (entries: { score: number }[]) => entries.reduce((points, { score }) => points + score, 0);
    for (const { exercises } of reportIn(out).submissions)
      for (const { checks, score, override } of exercises) if (!override) expect(sum(checks)).toBe(score);
    const partial = (folder: string) =>
      readdirSync(join(out, folder))
        .map(
          (file) =>
            JSON.parse(readFileSync(join(out, folder, file), 'utf8')) as {
              tests: { name: string; score: number }[];
            },
        )
        .filter(({ tests }) => tests.some(({ name }) => name.endsWith(': partial credit')));
    for (const folder of ['gradescope', 'github']) {
      expect(partial(folder)).toHaveLength(2);
      for (const { tests } of partial(folder)) expect(sum(tests)).toBe(8);
    }
  });

  test('keeps the messages of hidden checks back', () => {
    const messages = submission('=HYPERLINK("http:x")').exercises.flatMap(({ checks }) => checks);
    expect(messages.filter((check) => check.visibility === 'hidden' && check.message !== '')).toEqual([]);
  });

  test('an unreadable file and a link have a line of their own', () => {
    expect(submission('cut')).toMatchObject({ status: 'unreadable', score: 0, maxScore: 10 });
    expect(submission('link').message).toContain('symbolic link');
  });

  test('points out another hand-in of the same student, and equal answers', () => {
    const copies = reportIn(out).submissions.filter(({ student }) => student === 'ada');
    expect(copies.map(({ flags }) => flags[0])).toEqual([
      'also handed in by this student: ada.ipynb',
      'also handed in by this student: ada (1).ipynb',
    ]);
    expect(submission('lovelace').flags.join()).toContain('exercise-1: equal to that in');
  });

  test('merges the points given by hand and says so', () => {
    expect(reportIn(out).overrides).toBe(1);
    expect(submission('throws').exercises[0]).toMatchObject({
      status: 'partial',
      score: 2.5,
      override: { score: 0 },
    });
    expect(run.stdout).toContain('1 changed by hand: throws, exercise-1: 0 → 2.5');
  });

  test('no cell of report.csv is a formula', () => {
    const csv = readFileSync(join(out, 'report.csv'), 'utf8');
    const { data } = parse<string[]>(csv);
    expect(data.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(data.flat()).toContain(`'=HYPERLINK("http:x")`);
  });

  test('report.html carries no markup of a submission, and a policy of its own', () => {
    const html = readFileSync(join(out, 'report.html'), 'utf8');
    expect(html).not.toContain('<img src=x');
    expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(html).toMatch(/Content-Security-Policy" content="default-src 'none';/);
  });

  test('no escape sequence of a submission reaches the terminal or a text report', () => {
    expect(run.stdout).not.toContain('\u001b');
    for (const file of ['junit.xml', join('feedback', 'throws.md'), join('gradescope', 'throws.json')])
      expect(readFileSync(join(out, file), 'utf8')).not.toContain('\u001b');
  });

  test('writes one more file for each format', () => {
    expect(readFileSync(join(out, 'junit.xml'), 'utf8')).toContain('<testsuite name="lovelace"');
    const gradescope = JSON.parse(readFileSync(join(out, 'gradescope', 'lovelace.json'), 'utf8'));
    expect(gradescope).toMatchObject({ score: 10, output_format: 'text', tests: expect.any(Array) });
    const github = JSON.parse(readFileSync(join(out, 'github', 'lovelace.json'), 'utf8'));
    expect(github).toMatchObject({ version: 1, status: 'pass', max_score: 10 });
    expect(readFileSync(join(out, 'feedback', 'cut.md'), 'utf8')).toContain('# cut: 0 / 10');
  });

  test('run again it answers from the journal, with the same seed and the same marks', async () => {
    const before = reportIn(out);
    const journal = readFileSync(join(out, 'journal.jsonl'), 'utf8').split('\n').length;
    const again = await grade(folder, '--out', out, '--instructor', '--overrides', points);
    expect(again.code).toBe(0);
    expect(reportIn(out).submissions.map(({ score }) => score)).toEqual(
      before.submissions.map(({ score }) => score),
    );
    expect(reportIn(out).seed).toBe('7');
    const after = readFileSync(join(out, 'journal.jsonl'), 'utf8').split('\n').length;
    expect(after - journal).toBe(2); // the two that cannot be read are read again
    const messages = submission('=HYPERLINK("http:x")').exercises.flatMap(({ checks }) => checks);
    expect(messages.some((check) => check.visibility === 'hidden' && check.message !== '')).toBe(true);
  });
});

test('npm run grade takes zips as they come from Moodle and Canvas, zips in zips, and refuses paths that leave them', async () => {
  const folder = scratchFolder();
  const file = strToU8(right);
  writeFileSync(
    join(folder, 'class.zip'),
    zipSync({
      'Ada Lovelace_123_assignsubmission_file_/01-bayesian-neural-networks.ipynb': file,
      'Zażółć Gęślą_124_assignsubmission_file_/answer.ipynb': file,
      'hopper_LATE_4711_815_notebook-2.ipynb': file,
      '__MACOSX/._x.ipynb': file,
      'noether.zip': zipSync({ '01-bayesian-neural-networks.ipynb': file }),
      'readme.txt': strToU8('not a notebook'),
    }),
  );
  writeFileSync(join(folder, 'slip.zip'), zipSync({ '../../slipped.ipynb': file }));
  writeFileSync(join(folder, 'bomb.zip'), zipSync({ 'bomb.ipynb': new Uint8Array(80 * 1024 * 1024) }));
  const out = join(folder, 'out');
  const { code } = await grade(folder, '--out', out);
  expect(code).toBe(0);
  const scores = Object.fromEntries(reportIn(out).submissions.map(({ student, score }) => [student, score]));
  expect(scores).toEqual({
    'Ada Lovelace': 10,
    'Zażółć Gęślą': 10,
    hopper: 10,
    noether: 10,
    slip: 0,
    bomb: 0,
  });
  expect(existsSync(join(folder, '..', 'slipped.ipynb'))).toBe(false);
});

describe('npm run grade for one notebook', () => {
  test('shows cells, checks, diagnosis and hint in the terminal, and exits with 0', async () => {
    const file = join(scratchFolder(), 'my.ipynb');
    writeFileSync(file, half);
    const { code, stdout } = await grade(file);
    expect(code).toBe(0);
    expect(stdout).toContain('my.ipynb  8 / 10');
    expect(stdout).toMatch(/exercise-1 Mean KL divergence of a net, cell \d+: 3 \/ 5 partial/);
    expect(stdout).toContain(
      '→ counts mu and log sigma as two parameters. A (mu, log sigma) pair is one parameter of the net.',
    );
  });

  test.each([
    [[], 'name at least one notebook'],
    [['nowhere.ipynb'], 'there is no such file or folder'],
    [['package.json', '--jobs', '0'], '--jobs must be a whole number from 1 to 64, got 0'],
    [['package.json', '--seed', 'x'], '--seed must be a whole number'],
    [['package.json', '--format', 'pdf', '--out', 'x'], '--format must be one of gradescope'],
    [['package.json', '--format', 'junit'], '--out, which is not given'],
    [['package.json', '--colour'], "Unknown option '--colour'"],
  ])('wrong usage %j exits with 2 and says what is wrong', async (args, message) => {
    const { code, stderr } = await grade(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('a mistyped row of --overrides exits with 2 and names the row', async () => {
    const folder = scratchFolder();
    writeFileSync(join(folder, 'my.ipynb'), half);
    const points = join(folder, 'overrides.csv');
    writeFileSync(points, 'student,exercise,points,comment\nmy,exercise-1,51,\n');
    const { code, stderr } = await grade(join(folder, 'my.ipynb'), '--overrides', points);
    expect(code).toBe(2);
    expect(stderr).toMatch(/Cannot use row 2 of .*overrides\.csv: points must be from 0 to 5, got "51"/);
  });
});
