import { spawnSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import MarkdownIt from 'markdown-it';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseNotebook, textOf } from '../../wire/notebook.js';
import type { WholeReport } from '../grader/grade-process.js';
import { installedCopy } from '../readme/installed-copy.mjs';

// Does in a copy of the project what docs/grading.md says about a new exercise and a new lecture, and nothing else.

const root = resolve(import.meta.dirname, '../..');
const english = 'notebooks/en/01-bayesian-neural-networks.ipynb';

/** The code blocks of one section of the page: files to be written or appended to, and commands to be typed. */
function blocksOf(section: string): { info: string; content: string }[] {
  const page = readFileSync(join(root, 'docs/grading.md'), 'utf8');
  const tokens = new MarkdownIt().parse(page, {});
  const start = tokens.findIndex(({ type, content }) => type === 'inline' && content === section);
  const rest = tokens.slice(start);
  const end = rest.findIndex(({ type, tag }) => type === 'heading_open' && tag === 'h2');
  return (end < 0 ? rest : rest.slice(0, end)).filter(({ type }) => type === 'fence');
}

let copy: string;
const said: string[] = [];

function type(command: string, ...argv: string[]): string {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['bin/bayes.mjs', command, ...argv], {
    cwd: copy,
    env: { ...process.env, LC_ALL: 'C', BAYES_TEST_FULL: '' },
    encoding: 'utf8',
    maxBuffer: 1 << 26,
  });
  expect(status, `${command} ${argv.join(' ')}\n${stdout}${stderr}`).toBe(0);
  return stdout + stderr;
}

/** Types a command of the page, such as `npm run exercises` or `npm test -- test/exercises`. */
function typeAsWritten(line: string): void {
  const [, name = '', argv = ''] = /^npm (?:run )?(\S+)(?: -- (.*))?$/.exec(line) ?? [];
  said.push(type(name, ...argv.split(' ').filter(Boolean)));
}

function follow(section: string): void {
  for (const { info, content } of blocksOf(section)) {
    const [, action, file = ''] = /(file|append)=(\S+)/.exec(info) ?? [];
    const path = join(copy, file);
    if (action === 'append') appendFileSync(path, content);
    else if (action === 'file') {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    } else for (const line of content.trim().split('\n')) typeAsWritten(line);
  }
}

/** The English student's notebook with an answer to exercise 99 in the place of its stub. */
function handIn(file: string, answer: string): void {
  const notebook = parseNotebook(readFileSync(join(copy, english), 'utf8'));
  const cell = notebook.cells.find(({ id }) => id === 'exercise-99');
  if (!cell) throw new Error('the notebook has no cell exercise-99');
  cell.source = answer;
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), JSON.stringify(notebook));
}

/** What a notebook holds once it has run in the real kernel. */
function executed(file: string): string {
  type('execute', file, '--out', 'executed.ipynb');
  return readFileSync(join(copy, 'executed.ipynb'), 'utf8');
}

function gradedIn(folder: string, ...argv: string[]): WholeReport {
  const out = ['--out', join(folder, 'out'), '--lang', 'en', '--without-sandbox'];
  said.push(type('grade', folder, ...out, ...argv));
  return JSON.parse(readFileSync(join(copy, folder, 'out', 'report.json'), 'utf8'));
}

beforeAll(() => {
  copy = installedCopy();
  follow('Adding an exercise');
}, 900_000); // it tries the answers to all exercises, beside whatever else runs
afterAll(() => rmSync(dirname(copy), { recursive: true, force: true }));

describe('another exercise, added as docs/grading.md says', () => {
  test('has its answers tried by npm test: the right ones pass, the wrong one is diagnosed', () => {
    const tests = said.at(-1) ?? '';
    expect(tests).toContain('passed');
    expect(tests).not.toMatch(/\d+ failed/);
  });

  test('stands in the notebooks: a stub for the student, the answer in the solved one', () => {
    const source = (path: string) =>
      textOf(
        parseNotebook(readFileSync(join(copy, path), 'utf8')).cells.find(({ id }) => id === 'exercise-99')
          ?.source ?? '',
      );
    expect(source(english)).toContain('return undefined;');
    expect(source(english.replace('notebooks', 'solutions'))).toContain('tf.exp(tf.mul(logSigma, -2))');
  });

  test('is self-checked in the real kernel', () => {
    handIn('tried.ipynb', 'const precision = (logSigma: tf.Tensor) => tf.exp(tf.neg(logSigma));');
    const notebook = parseNotebook(readFileSync(join(copy, 'tried.ipynb'), 'utf8'));
    const ids = ['exercise-99', 'exercise-99-check'];
    const cells = notebook.cells.filter(
      ({ id, source }) => ids.includes(id ?? '') || textOf(source).includes("from 'bayes-notebooks'"),
    );
    writeFileSync(join(copy, 'tried.ipynb'), JSON.stringify({ ...notebook, cells }));
    const shown = executed('tried.ipynb');
    expect(shown).toContain('exercise-99: 0 of 1 public checks passed');
    expect(shown).toContain('returns 1 / sigma');
  });

  test('is graded, hidden check included, and told its own misconceptions or none', () => {
    handIn('class/right.ipynb', 'const precision = (logSigma: tf.Tensor) => logSigma.mul(-2).exp();');
    handIn('class/wrong.ipynb', 'const precision = (logSigma: tf.Tensor) => logSigma.neg().exp();');
    handIn(
      'class/other.ipynb',
      'const precision = (logSigma: tf.Tensor) => { logSigma.dispose(); return tf.scalar(1); };',
    );
    const { submissions } = gradedIn('class');
    const added = (student: string) =>
      submissions.find((one) => one.student === student)?.exercises.find(({ id }) => id === 'exercise-99');
    expect(added('right')).toMatchObject({ status: 'passed', score: 2, maxScore: 2 });
    expect(added('wrong')).toMatchObject({ score: 0, diagnosis: 'returns 1 / sigma' });
    expect(added('other')).toMatchObject({ score: 0, diagnosis: '' });
    expect(submissions.map(({ maxScore }) => maxScore)).toEqual([12, 12, 12]);
  });

  test('is graded anew where its marking has changed, though the class has not', () => {
    const marking = join(copy, 'exercises/precision/marking.ts');
    const before = readFileSync(marking, 'utf8');
    const score = () =>
      gradedIn('class')
        .submissions.find(({ student }) => student === 'right')
        ?.exercises.at(-1)?.score;
    expect(score()).toBe(2); // from the journal
    writeFileSync(marking, before.replaceAll('points: 1,', 'points: 2,'));
    type('exercises');
    expect(score()).toBe(4);
    writeFileSync(marking, before);
    type('exercises');
  });

  test('goes to students without what is withheld, whatever its files are called', () => {
    for (const file of [
      'precision/secret-reference.ts',
      'elsewhere/marking.ts',
      'elsewhere/marking/sums.ts',
    ]) {
      mkdirSync(dirname(join(copy, 'exercises', file)), { recursive: true });
      writeFileSync(join(copy, 'exercises', file), 'export const secret = 42;\n');
    }
    const git = (...argv: string[]) => spawnSync('git', argv, { cwd: copy });
    git('init');
    git('add', '--all'); // the student's edition is made of the files under version control
    type('student-edition', 'edition');
    const files = spawnSync('git', ['ls-files', '--others', '--', 'edition'], {
      cwd: copy,
      encoding: 'utf8',
    });
    const own = files.stdout.split('\n').filter((file) => /precision|elsewhere/.test(file));
    expect(own.sort()).toEqual([
      'edition/exercises/precision/exercise.ts',
      'edition/exercises/precision/public-checks.json',
    ]);
    const read = (file: string) => readFileSync(join(copy, 'edition', file), 'utf8');
    expect(read('exercises/catalogue/catalogue.ts')).toContain("'exercise-99'");
    expect(read('exercises/catalogue/markings.ts')).not.toContain("marking'");
    expect(read(english)).toContain("checkExercise('exercise-99', precision)");
  });

  test('is found by npm run check to be up to date', () => {
    expect(type('exercises', '--check')).toContain('up to date');
  });
});

describe('another lecture, added as docs/grading.md says', () => {
  const source = `export const notebooks = { pl: '03-trzecia', en: '03-third' };

// %% id="title"
import { checkExercise, setLanguage, tf } from 'bayes-notebooks';

await tf.ready();
setLanguage(say({ pl: 'pl', en: 'en' }));

// %% id="exercise-98" tags=["exercise-98"]
import { halve } from '../solutions/exercise-98.js';

// %% id="exercise-98-check" tags=["self-check"]
await checkExercise('exercise-98', halve);
`;
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(copy, file)), { recursive: true });
    writeFileSync(join(copy, file), text);
  };
  const read = (file: string) => readFileSync(join(copy, file), 'utf8');

  beforeAll(() => {
    write('lecture/03-third.mts', source);
    write(
      'solutions/exercise-98.ts',
      'export function halve(x: tf.Tensor): tf.Tensor {\n  return tf.div(x, 2);\n}\n',
    );
    for (const file of ['exercise.ts', 'marking.ts']) {
      const precision = read(`exercises/precision/${file}`);
      const half = precision
        .replace('exercise-99', 'exercise-98')
        .replace('01-bayesian-neural-networks', '03-third')
        .replace("'precision'", "'halve'")
        .replace('Math.exp(-2 * value)', 'value / 2');
      write(`exercises/half/${file}`, half);
    }
    type('exercises');
    type('notebooks');
  });

  test('has its four notebooks, which say whose they are and run', () => {
    for (const path of ['notebooks/pl/03-trzecia', 'notebooks/en/03-third', 'solutions/en/03-third'])
      expect(read(`${path}.ipynb`)).toContain('"lecture": "03-third"');
    expect(executed('notebooks/en/03-third.ipynb')).toContain('the function returns nothing yet');
    const solved = executed('solutions/en/03-third.ipynb');
    expect(solved).toContain('1 of 1 public checks passed');
    expect(solved).toContain('the grader also looks at, among other things, matrices.');
  });

  test('is graded beside the first in one class, each hand-in as its own', () => {
    const solved = (name: string) => read(`solutions/en/${name}.ipynb`);
    const bare = JSON.parse(solved('03-third'));
    for (const cell of bare.cells) cell.metadata = {};
    write('both/ada/first.ipynb', solved('01-bayesian-neural-networks'));
    write('both/ada/01-bayesian-neural-networks.ipynb', solved('03-third')); // the wrong name
    write('both/eve/answer.ipynb', JSON.stringify({ ...bare, metadata: {} })); // no metadata, no tags
    write('both/bob/03-third.ipynb', '{'); // unreadable
    const report = gradedIn('both', '--format', 'junit');
    expect(report.assignments).toEqual(['01-bayesian-neural-networks', '03-third']);
    expect(
      report.submissions.map(({ file, assignment, status, score, maxScore }) => [
        file,
        assignment,
        status,
        score,
        maxScore,
      ]),
    ).toEqual([
      ['ada/01-bayesian-neural-networks.ipynb', '03-third', 'graded', 2, 2],
      ['ada/first.ipynb', '01-bayesian-neural-networks', 'graded', 12, 12],
      ['bob/03-third.ipynb', '03-third', 'unreadable', 0, 2],
      ['eve/answer.ipynb', '03-third', 'graded', 2, 2],
    ]);
    expect(report.submissions[0]?.flags.join()).not.toContain('also handed in'); // one for each lecture is not twice
    expect(said.at(-1)).toContain('01-bayesian-neural-networks: 1 submission, on average 12 of 12 points');
    const [head, ...rows] = read('both/out/report.csv').trim().split('\r\n');
    expect(head).toContain(',exercise-98,exercise-98 status,');
    expect(rows.find((row) => row.includes('first.ipynb'))).toMatch(/,2,passed,,,,,/); // not 0 of the other lecture
    expect(said.at(-1)).toContain('03-third: 3 submissions, on average 1.33 of 2 points');
  });
});
