import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Journal } from '../../grader/batch/journal';
import type { SubmissionResult } from '../../grader/marking/result';
import { scratchFolder } from './grade-process';

const result = (seconds: number): SubmissionResult => ({
  assignment: '01-bayesian-neural-networks',
  status: 'graded',
  seconds,
  message: { pl: 'zażółć\n', en: '' },
  exercises: [],
  manualReview: [],
  notes: [],
});
const path = () => join(scratchFolder(), 'deep', 'journal.jsonl');
const key = Buffer.alloc(32, 1);
const reopened = (file: string, seed = '1', fingerprint = 'a') => Journal.open(file, key, seed, fingerprint);

describe('Journal', () => {
  test('remembers results over processes', () => {
    const file = path();
    const journal = reopened(file);
    journal.write('ada', result(1));
    journal.write('bob', result(2));
    journal.close();
    const again = reopened(file);
    expect(again.has('ada')).toBe(true);
    expect(again.read('bob')).toEqual(result(2));
    expect(Journal.seedOf(file, key)).toBe('1');
  });

  test('gives back what was written, whatever words stand in it', () => {
    const words = fc.record({ pl: fc.string({ unit: 'binary' }), en: fc.string({ unit: 'grapheme' }) });
    const entries = fc.dictionary(fc.string(), words, { maxKeys: 5, noNullPrototype: true });
    fc.assert(
      fc.property(entries, (messages) => {
        const file = path();
        const journal = reopened(file);
        for (const [key, message] of Object.entries(messages)) journal.write(key, { ...result(1), message });
        journal.close();
        const again = reopened(file);
        for (const [key, message] of Object.entries(messages))
          expect(again.read(key)).toEqual({ ...result(1), message });
        again.close();
      }),
      { seed: 1, numRuns: 50 },
    );
  });

  test('drops a line that was cut off and writes on in its place', () => {
    const file = path();
    reopened(file).write('ada', result(1));
    appendFileSync(file, '{"key":"bob","result":{"sta');
    const again = reopened(file);
    expect(again.has('bob')).toBe(false);
    again.write('cid', result(3));
    expect(reopened(file).read('cid')).toEqual(result(3));
    expect(reopened(file).read('ada')).toEqual(result(1));
  });

  test('is begun anew under another seed, other rubrics, or where it is no journal', () => {
    const file = path();
    reopened(file).write('ada', result(1));
    expect(reopened(file, '2').has('ada')).toBe(false);
    reopened(file, '2').write('ada', result(1));
    expect(reopened(file, '2', 'b').has('ada')).toBe(false);
    writeFileSync(file, 'something else\n');
    expect(Journal.seedOf(file, key)).toBeUndefined();
    expect(reopened(file).has('ada')).toBe(false);
    expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({ seed: '1', fingerprint: 'a' });
  });

  test('is begun anew where even its first line was cut off', () => {
    const file = path();
    reopened(file).close();
    const header = readFileSync(file, 'utf8');
    writeFileSync(file, header.slice(0, -1));
    reopened(file).write('ada', result(1));
    expect(reopened(file).has('ada')).toBe(true);
  });
});
