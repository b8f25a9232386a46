import {
  appendFileSync,
  linkSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Journal } from '../../grader/batch/journal';
import type { SubmissionResult } from '../../grader/marking/result';
import { scratchFolder } from './grade-process';

const key = Buffer.alloc(32, 1);
const open = (path: string, graderKey = key) => Journal.open(path, graderKey, '1', 'a');
const result = (score: number): SubmissionResult => ({
  assignment: '01-bayesian-neural-networks',
  status: 'graded',
  seconds: 1,
  message: { pl: `${score}`, en: '' },
  exercises: [],
  manualReview: [],
  notes: [],
});
const keys = ['ada', 'bob', 'cid', 'dot'];

/** A journal of four results, and what is in its file. */
function written(folder = scratchFolder()): { path: string; bytes: Buffer; lines: string[] } {
  const path = join(folder, 'journal.jsonl');
  const journal = open(path);
  for (const [i, name] of keys.entries()) journal.write(name, result(i));
  journal.close();
  const bytes = readFileSync(path);
  return { path, bytes, lines: bytes.toString().trimEnd().split('\n') };
}

/** The results that are still known, after the file was changed; each must be as it was written. */
function known(path: string): { names: string[]; remarks: string[] } {
  const journal = open(path);
  const names = keys.filter((name) => journal.has(name));
  for (const name of names) expect(journal.read(name)).toEqual(result(keys.indexOf(name)));
  journal.write('eve', result(9)); // and it can be written on
  journal.close();
  const again = open(path);
  expect(again.read('eve')).toEqual(result(9));
  expect(keys.filter((name) => again.has(name))).toEqual(names);
  again.close();
  return { names, remarks: journal.remarks.map(({ en }) => en) };
}

describe('a journal whose file was changed', () => {
  const original = written();

  test('keeps no mark that was not written, whatever byte is changed to whatever else', () => {
    fc.assert(
      fc.property(fc.nat(original.bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const { path, bytes } = written();
        bytes[at] = (bytes[at] as number) ^ change;
        writeFileSync(path, bytes);
        const { names, remarks } = known(path);
        expect(names.length).toBeLessThan(keys.length);
        expect(remarks).toHaveLength(1);
      }),
      { seed: 1, numRuns: 120 },
    );
  });

  test('keeps no mark that was not written, whatever pieces are cut, doubled or exchanged', () => {
    const piece = fc.tuple(fc.nat(original.bytes.length), fc.nat(original.bytes.length));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 6 }), (pieces) => {
        const { path, bytes } = written();
        writeFileSync(
          path,
          Buffer.concat(pieces.map(([a, b]) => bytes.subarray(Math.min(a, b), Math.max(a, b)))),
        );
        known(path);
      }),
      { seed: 2, numRuns: 120 },
    );
  });

  const change = (edit: (lines: string[]) => string[]) => {
    const { path, lines } = written();
    writeFileSync(
      path,
      edit(lines)
        .map((line) => `${line}\n`)
        .join(''),
    );
    const { names, remarks } = known(path);
    return { names, said: remarks.map((remark) => remark.replace(path, 'J')) };
  };
  const [header = '', ada = '', bob = '', cid = '', dot = ''] = original.lines;

  test.each<[string, (lines: string[]) => string[], string[], number[]]>([
    [
      'of NUL bytes',
      ([h = '', a = '', b = '', ...rest]) => [h, a, '\0'.repeat(b.length), ...rest],
      ['ada', 'cid', 'dot'],
      [3],
    ],
    ['that was cut', ([h = '', a = '', ...rest]) => [h, a.slice(0, -9), ...rest], ['bob', 'cid', 'dot'], [2]],
    [
      'of another mark',
      ([h = '', a = '', ...rest]) => [h, a.replace('"pl":"0"', '"pl":"10"'), ...rest],
      ['bob', 'cid', 'dot'],
      [2],
    ],
    ['that stands twice', ([h = '', a = '', ...rest]) => [h, a, a, ...rest], keys, [3]],
    [
      'that changed places',
      ([h = '', a = '', b = '', ...rest]) => [h, b, a, ...rest],
      ['bob', 'cid', 'dot'],
      [3],
    ],
    ['of a journal of other results', (lines) => [...lines, cid, dot], keys, [6, 7]],
    ['that is empty', (lines) => [...lines, ''], keys, [6]],
  ])('leaves out a line %s, says which, and keeps the others', (_, edit, names, lines) => {
    const found = change(edit);
    expect(found.names).toEqual(names);
    expect(found.said).toEqual([
      `J, line ${lines.join(', ')}: damaged and left out; what it held is graded again`,
    ]);
  });

  test('leaves out what follows the last line feed, and writes on in its place', () => {
    const { path } = written();
    appendFileSync(path, '\0'.repeat(5000));
    expect(known(path)).toMatchObject({ names: keys, remarks: [expect.stringContaining('line 6')] });
    const cut = written();
    truncateSync(cut.path, statSync(cut.path).size - 1);
    expect(known(cut.path).names).toEqual(['ada', 'bob', 'cid']);
  });

  test('has nothing to say of one that is whole, and names at most five lines', () => {
    expect(known(original.path)).toEqual({ names: keys, remarks: [] });
    const { path } = written();
    appendFileSync(path, '\n'.repeat(7));
    expect(known(path).remarks[0]).toContain('line 6, 7, 8, 9, 10, …: damaged');
  });

  test.each([
    ['without a seal', '{"journal":1,"seed":"666","fingerprint":"a"}\n'],
    ['of the seal of a line', `${ada}\n${bob}\n`],
    ['whose header was changed', `${header.replace('"seed":"1"', '"seed":"2"')}\n${ada}\n`],
    ['whose header never ends', 'x'.repeat(100_000)],
    ['of nothing', ''],
  ])('is begun anew where it is one %s, and its seed is not taken over', (_, content) => {
    const { path } = written();
    writeFileSync(path, content);
    expect(Journal.seedOf(path, key)).toBeUndefined();
    const { names, remarks } = known(path);
    expect(names).toEqual([]);
    expect(remarks).toEqual([`${path}: this journal does not carry this grader's seal, so it is begun anew`]);
  });

  test('is begun anew under another key', () => {
    const { path } = written();
    const other = Buffer.alloc(32, 2);
    expect(Journal.seedOf(path, other)).toBeUndefined();
    expect(open(path, other).has('ada')).toBe(false);
  });

  test('takes no line of another journal of the same grader and seed', () => {
    const { path } = written();
    appendFileSync(path, `${written().lines.slice(1).join('\n')}\n`);
    expect(known(path).remarks).toEqual([
      `${path}, line 6, 7, 8, 9: damaged and left out; what it held is graded again`,
    ]);
  });
});

describe('a journal in whose place a link stands', () => {
  test.each([
    ['a symbolic link', symlinkSync],
    ['a hard link', linkSync],
  ])('%s is replaced, and the file that it leads to stays as it was', (_, link) => {
    const { path: elsewhere, bytes } = written(); // even a journal that would hold
    const path = join(scratchFolder(), 'journal.jsonl');
    link(elsewhere, path);
    expect(Journal.seedOf(path, key)).toBeUndefined();
    expect(known(path).names).toEqual([]);
    expect(readFileSync(elsewhere)).toEqual(bytes);
  });

  test('a folder is said', () => {
    const path = join(scratchFolder(), 'journal.jsonl');
    mkdirSync(join(path, 'deep'), { recursive: true });
    expect(() => open(path)).toThrow(/Cannot write .*journal\.jsonl: .* it is a folder/);
  });
});
