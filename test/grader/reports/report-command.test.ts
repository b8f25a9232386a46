import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { cellsOf } from '../../answers/answer';
import { wrong } from '../../answers/mean-kl/wrong';
import { notebook } from '../../answers/notebook';
import { grade, reportIn, scratchFolder } from '../grade-process';

const root = join(__dirname, '..', '..', '..');
const twice = cellsOf(wrong, 'mu and log sigma counted as two');
/** What GitHub Actions would obey. */
const obeyed = (log: string) => log.split(/[\r\n]/).filter((line) => /^\s*::|##\[/.test(line));

describe('npm run grade with hostile names, and notebooks in either language', () => {
  const folder = scratchFolder();
  const out = join(folder, 'out');
  const names = [
    '::error title=x::y',
    '##[add-mask]a',
    '=1+1;=2',
    '\u2028::warning::z',
    'ß',
    'SS',
    'ss',
    'aux',
    '-Anna',
  ];
  let log = '';

  beforeAll(async () => {
    names.forEach((name, i) => {
      writeFileSync(
        join(folder, `${name}.ipynb`),
        notebook([`setLanguage('${i % 2 === 0 ? 'pl' : 'en'}');`, ...twice]),
      );
    });
    const formats = ['gradescope', 'github', 'junit', 'markdown'].flatMap((format) => ['--format', format]);
    const { code, stdout, stderr } = await grade(folder, '--out', out, '--seed', '7', ...formats);
    expect(code, stderr).toBe(0);
    log = stdout + stderr;
  });

  test('no line of the log is a command', () => {
    expect(log).toContain('title=x::y');
    expect(obeyed(log)).toEqual([]);
    for (const file of readdirSync(join(out, 'feedback')))
      expect(obeyed(readFileSync(join(out, 'feedback', file), 'utf8'))).toEqual([]);
    expect(obeyed(readFileSync(join(out, 'report.csv'), 'utf8'))).toEqual([]);
  });

  test.each(['feedback', 'gradescope', 'github'])('each student has a file of their own in %s', (kind) => {
    const files = readdirSync(join(out, kind));
    expect(files).toHaveLength(names.length);
    expect(new Set(files.map((file) => file.normalize('NFKD').toUpperCase())).size).toBe(names.length);
    expect(files.filter((file) => /^aux\b/.test(file))).toEqual([]);
  });

  test('what goes to a student speaks their notebook, the rest the command', () => {
    const feedback = (name: string) => readFileSync(join(out, 'feedback', `${name}.md`), 'utf8');
    expect(feedback('-Anna')).toContain('liczy mu i log sigma jako dwa parametry');
    expect(feedback('_aux')).toContain('counts mu and log sigma as two parameters');
    const { submissions } = reportIn(out);
    expect(submissions.map(({ language }) => language)).toEqual(names.map(() => 'en'));
    expect(new Set(submissions.map(({ exercises }) => exercises[0]?.diagnosis))).toEqual(
      new Set(['counts mu and log sigma as two parameters']),
    );
    const results = readdirSync(join(out, 'gradescope')).map((file) =>
      readFileSync(join(out, 'gradescope', file), 'utf8'),
    );
    expect(results.filter((text) => text.includes('jako dwa parametry')).length).toBe(5);
  });

  test('--lang is for all of them', async () => {
    await grade(folder, '--out', out, '--seed', '7', '--format', 'markdown', '--lang', 'pl');
    for (const file of readdirSync(join(out, 'feedback')))
      expect(readFileSync(join(out, 'feedback', file), 'utf8')).toContain('liczy mu i log sigma');
    expect(reportIn(out).submissions.every(({ language }) => language === 'pl')).toBe(true);
  });
});

describe('--out', () => {
  const folder = scratchFolder();
  const file = join(folder, 'my.ipynb');
  writeFileSync(file, notebook(['const x = 1;']));
  mkdirSync(join(folder, 'closed'), { mode: 0o500 });

  const cases: [out: string, rule: string][] = [
    [file, 'got a file'],
    [join(file, 'below'), 'but a file stands in its path'],
    [join(folder, 'x'.repeat(300)), 'its name is too long'],
  ];
  if (process.getuid?.() !== 0) cases.push([join(folder, 'closed', 'out'), 'its permissions forbid it']); // root may
  test.each(cases)('%s exits with 2 and a sentence', async (out, rule) => {
    const { code, stderr } = await grade(file, '--out', out);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^Cannot write the reports into ".*": --out must be a folder that can be written, .*Mend it: /,
    );
    expect(stderr).toContain(rule);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

test('wrong usage is no command of a build server either', async () => {
  const { code, stderr } = await grade('a\n::error::b');
  expect(code).toBe(2);
  expect(stderr).toContain('error::b');
  expect(obeyed(stderr)).toEqual([]);
  const { stderr: unknown } = spawnSync(process.execPath, [join(root, 'bin', 'bayes.mjs'), 'x\n::error::y'], {
    encoding: 'utf8',
  });
  expect(unknown).toContain('error::y');
  expect(obeyed(unknown)).toEqual([]);
});
