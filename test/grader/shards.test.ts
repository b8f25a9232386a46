import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { fingerprint } from '../../grader/batch/fingerprint';
import { mustFitTogether } from '../../grader/batch/fit-shards';
import { partOf, seedOfClass } from '../../grader/batch/shard';
import type { ShardRecord } from '../../grader/batch/shard-record';
import { weakestLayers } from '../../grader/batch/weakest-layers';
import { Reader } from '../../grader/reading/reader';
import { cellsOf } from '../answers/answer';
import * as average from '../answers/average-weights/right';
import * as kl from '../answers/mean-kl/right';
import * as klWrong from '../answers/mean-kl/wrong';
import { notebook } from '../answers/notebook';
import { type Ended, ended, grade, reportIn, scratchFolder, startGrade } from './grade-process';
import { reportsIn } from './same-reports';

const right = notebook([...cellsOf(kl.right, 'reduce'), ...cellsOf(average.right, 'nested loops')]);
const half = notebook(cellsOf(klWrong.wrong, 'mu and log sigma counted as two'), {
  conclusions: 'The ensemble is wide where no data are, and that is what I had hoped to see in it. '.repeat(
    3,
  ),
});

/** A class as Moodle hands it out: copies, equal conclusions, two hand-ins of one student, one that was cut off. */
const handIns = {
  'Ada Lovelace_101_assignsubmission_file_/essay.ipynb': right,
  'Grace Hopper_102_assignsubmission_file_/essay.ipynb': `${right}\n`,
  'Emmy Noether_103_assignsubmission_file_/essay.ipynb': half,
  'Emmy Noether_103_assignsubmission_file_/essay (1).ipynb': right.replace('code-0', 'code-9'),
  'Sofja Kowalewska_104_assignsubmission_file_/essay.ipynb': half.replace('code-0', 'code-8'),
  'Mary Cartwright_105_assignsubmission_file_/essay.ipynb': right.slice(0, 300),
  'Olga Ladyschenskaja_106_assignsubmission_file_/essay.ipynb': notebook([
    'const klLoss = () => { throw new Error("no"); };',
  ]),
};

const sheet =
  'Identifier,"Full name","Email address",Status,Grade,"Maximum grade","Grade can be changed","Last modified (submission)","Last modified (grade)","Feedback comments"\n' +
  [101, 102, 103, 104, 105, 106, 107]
    .map((id) => `Participant ${id},Somebody,s@example.org,"Submitted for grading",,10.00,Yes,-,-,\n`)
    .join('');

describe('npm run grade -- --shard K/N and --merge', () => {
  const around = scratchFolder();
  const folder = join(around, 'class');
  const part = (k: number) => join(around, 'parts', String(k));
  const [merged, whole] = [join(around, 'merged'), join(around, 'whole')];
  const asked = [
    ...['--overrides', join(around, 'points.csv'), '--fill', join(around, 'Grades.csv')],
    ...['gradescope', 'github', 'junit', 'markdown'].flatMap((format) => ['--format', format]),
    ...['--fail-under', '1'],
  ];
  let ends: { parts: Ended[]; merged: Ended; whole: Ended };

  beforeAll(async () => {
    for (const [file, text] of Object.entries(handIns)) {
      mkdirSync(join(folder, file, '..'), { recursive: true });
      writeFileSync(join(folder, file), text);
    }
    writeFileSync(
      join(around, 'points.csv'),
      'student,exercise,points,max,comment\n105,exercise-1,2,,read by hand\n104,exercise-2-conclusions,1,3,\n',
    );
    writeFileSync(join(around, 'Grades.csv'), sheet);
    const parts: Ended[] = [];
    for (const k of [3, 1, 2]) parts.push(await grade(folder, '--shard', `${k}/3`, '--out', part(k)));
    ends = {
      parts,
      merged: await merge(part(2), part(3), part(1), '--out', merged, ...asked),
      whole: await grade(folder, '--out', whole, '--seed', reportIn(merged).seed, ...asked),
    };
  });

  test('gives all the reports of one run, equal but for the seconds', () => {
    expect(ends.parts.map(({ code, stderr }) => [code, /Cannot/.test(stderr)])).toEqual(
      [1, 2, 3].map(() => [0, false]),
    );
    expect([ends.merged.code, ends.whole.code]).toEqual([1, 1]);
    const filed = reportsIn(merged);
    expect(filed).toEqual(reportsIn(whole));
    for (const file of ['report.json', 'report.html', 'report.csv', 'junit.xml', 'filled-Grades.csv'])
      expect(Object.keys(filed)).toContain(file);
    expect(ends.merged.stdout).toBe(ends.whole.stdout.replaceAll(whole, merged));
  });

  test('finds copies and a second hand-in across the parts, and gives points by hand', () => {
    const own = [1, 2, 3].map((k) => keptBy(part(k)).rows.map(({ file }) => file));
    expect(own.flat().sort()).toEqual(Object.keys(handIns).sort());
    expect(own.filter((files) => files.length > 0).length).toBeGreaterThan(1);
    const flagsOf = (student: string) =>
      reportIn(merged)
        .submissions.find((one) => one.student === student)
        ?.flags.join('\n');
    expect(flagsOf('Ada Lovelace')).toMatch(/equal to that in 2 others.*Grace Hopper/);
    expect(flagsOf('Emmy Noether')).toContain('also handed in by this student');
    expect(reportIn(merged).overrides).toBe(2);
  });

  test('goes on with a part that was killed, and then with the whole class in the folder of --merge', async () => {
    const out = join(around, 'again');
    const child = startGrade([folder, '--shard', '1/1', '--out', out, '--jobs', '1']);
    const watch = setInterval(() => {
      if (linesIn(out) > 1) child.kill('SIGKILL');
    }, 20);
    await ended(child);
    clearInterval(watch);
    const begun = await merge(out, '--out', join(around, 'early'));
    expect([begun.code, begun.stderr]).toEqual([2, expect.stringContaining('of a finished --shard')]);
    const before = linesIn(out);
    expect((await grade(folder, '--shard', '1/1', '--out', out)).code).toBe(0);
    expect(linesIn(out)).toBeGreaterThan(before);

    const lines = linesIn(merged);
    expect((await grade(folder, '--out', merged, ...asked)).code).toBe(1);
    expect(linesIn(merged)).toBe(lines + 1); // what cannot be read is not remembered
    expect(reportsIn(merged)).toEqual(reportsIn(whole));
  });

  test.each([
    ['a missing part', () => [part(1), part(3)], 'and 2/3 is missing. Grade it by --shard 2/3'],
    ['a part that stands twice', () => [part(1), part(2), part(3), part(2)], 'part 2/3 stands in'],
    ['a folder that is no part', () => [part(1), folder], 'no shard.json stands in it'],
    ['an --out that is a part', () => [part(1), part(2), part(3), merged], 'no shard.json stands in it'],
  ])('--merge refuses %s by name', async (_, folders, words) => {
    const { code, stderr } = await merge(...folders(), '--out', join(around, 'refused'));
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  test('--merge refuses a record of another key, and a journal that was changed', async () => {
    const copy = join(around, 'copies');
    for (const k of [1, 2, 3]) cpSync(part(k), join(copy, String(k)), { recursive: true });
    const copies = [1, 2, 3].map((k) => join(copy, String(k)));
    const foreign = await ended(
      startGrade(
        ['--merge', ...copies, '--out', join(around, 'refused')],
        { BAYES_GRADER_KEY: 'another secret of a stranger' },
        [],
      ),
    );
    expect([foreign.code, foreign.stderr]).toEqual([
      2,
      expect.stringContaining('Set BAYES_GRADER_KEY to the same'),
    ]);

    const largest = copies.find((one) => keptBy(one).rows.length > 0) as string;
    const journal = readFileSync(join(largest, 'journal.jsonl'), 'utf8');
    const before = journal.replace('{"n":1,', '{"n":9,');
    expect(before).not.toBe(journal);
    writeFileSync(join(largest, 'journal.jsonl'), before);
    const changed = await merge(...copies, '--out', join(around, 'refused'));
    expect([changed.code, changed.stderr]).toEqual([2, expect.stringContaining('was changed or cut')]);
    expect(readFileSync(join(largest, 'journal.jsonl'), 'utf8')).toBe(before); // it is only read
  });

  test.each([
    [['--shard', '4/3'], '--shard must be K/N, one of N parts'],
    [['--shard', '0/3'], 'got 0/3'],
    [['--shard', '1'], 'got 1'],
    [['--shard', '1/2'], '--shard writes into the folder of --out'],
    [['--merge'], '--merge writes into the folder of --out'],
    [['--merge', '--out', 'x', '--seed', '1'], '--seed is for grading'],
    [['--merge', '--out', 'x', '--shard', '1/2'], '--shard is for grading'],
  ])('%j is wrong usage', async (args, words) => {
    const { code, stderr } = await ended(startGrade([folder, ...args], {}, []));
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
  });

  test('a part stands in no other part’s folder, and says what counts at --merge alone', async () => {
    const other = await grade(folder, '--shard', '2/2', '--out', part(1));
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('and 1/3 stands there')]);
    const said = await grade(folder, '--shard', '9/9', '--out', join(around, 'ninth'), ...asked);
    expect(said.stderr).toContain('--overrides, --fill, --format, --fail-under: counts at --merge alone');
    expect(readdirSync(join(around, 'ninth')).sort()).toEqual(['journal.jsonl', 'shard.json']);
  });
});

describe('partOf()', () => {
  const message = { pl: 'nie ma', en: 'none' };
  const some = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 30 });
  const reader = new Reader(); // is asked of places alone, and these have none

  test('puts each hand-in into one part, the same one in any order and beside any others', () =>
    fc.assert(
      fc.asyncProperty(some, fc.integer({ min: 1, max: 6 }), async (files, of) => {
        const found = files.map((file) => ({ file, student: file, message }));
        const partsOf = async (list: typeof found) => {
          const parts = new Map<string, number>();
          for (let part = 1; part <= of; part++)
            for (const one of (await partOf(list, { part, of }, [reader])).own) {
              expect(list[one.at]).toBe(one.found);
              expect(parts.has(one.found.file)).toBe(false);
              parts.set(one.found.file, part);
            }
          return parts;
        };
        const all = await partsOf(found);
        expect(all.size).toBe(files.length);
        for (const [file, part] of await partsOf(found.slice(1).reverse())) expect(part).toBe(all.get(file));
      }),
      { numRuns: 50 },
    ));

  test('draws a seed that follows from the class and from the key', async () => {
    const classOf = (...names: string[]) =>
      partOf(
        names.map((file) => ({ file, student: 'x', message })),
        { part: 1, of: 2 },
        [reader],
      );
    const [key, other] = [Buffer.alloc(32, 1), Buffer.alloc(32, 2)];
    const seed = seedOfClass(await classOf('a', 'b'), key);
    expect(seed).toMatch(/^\d{1,15}$/);
    expect(seedOfClass(await classOf('a', 'b'), key)).toBe(seed);
    expect(seedOfClass(await classOf('a', 'c'), key)).not.toBe(seed);
    expect(seedOfClass(await classOf('a', 'b'), other)).not.toBe(seed);
  });
});

describe('mustFitTogether()', () => {
  const record = (part: number, more: Partial<ShardRecord> = {}) => ({
    folder: `part-${part}`,
    record: {
      ...{ part, of: 2, class: 'c', count: 3, seed: '7', fingerprint: fingerprint(), node: process.version },
      ...{ sandbox: [], rows: [] },
      ...more,
    },
  });
  const fitting =
    (...found: ReturnType<typeof record>[]) =>
    () =>
      mustFitTogether(found, fingerprint());

  test('takes the parts of one class', () => expect(fitting(record(2), record(1))).not.toThrow());

  test.each([
    ['another seed', record(2, { seed: '8' }), 'Cannot merge part-2: its seed is 8, and that of part-1 is 7'],
    ['another grader', record(2, { fingerprint: 'f', node: 'v1' }), 'Cannot merge part-2: another grader'],
    [
      'another class',
      record(2, { class: 'd', count: 1 }),
      'another class than part-1 (1 hand-in and 3 hand-ins)',
    ],
    ['another number of parts', record(2, { of: 3 }), 'Cannot merge part-2: it is one of 3 parts'],
    ['the same part', record(1), 'part 1/2 stands in part-1 already'],
  ])('refuses %s', (_, other, words) => expect(fitting(record(1), other)).toThrow(words));

  test('names a few of many missing parts', () =>
    expect(fitting(record(1, { of: 9 }))).toThrow('2/9, 3/9, 4/9, 5/9, 6/9, … are missing'));
});

test('weakestLayers() tells of a layer what the machine that lacks it says', () => {
  const all = [
    { name: 'bubblewrap', active: true, detail: 'no network' },
    { name: 'resource limits', active: true, detail: 'memory' },
  ];
  const lacking = [
    { name: 'bubblewrap', active: false, detail: 'not installed', mend: 'apt' },
    all[1] as (typeof all)[1],
  ];
  expect(weakestLayers([all, all])).toEqual(all);
  expect(weakestLayers([all, lacking])).toEqual(lacking);
});

const merge = (...args: string[]): Promise<Ended> => ended(startGrade(['--merge', ...args], {}, []));

const keptBy = (folder: string): ShardRecord => JSON.parse(readFileSync(join(folder, 'shard.json'), 'utf8'));

const linesIn = (out: string): number => {
  try {
    return readFileSync(join(out, 'journal.jsonl'), 'utf8').split('\n').length - 1;
  } catch {
    return 0; // not begun yet
  }
};
