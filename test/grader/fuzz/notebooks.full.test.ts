import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import Ajv from 'ajv';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { likeness } from '../../../grader/likeness/likeness';
import { gradeSubmission } from '../../../grader/marking/grade-submission';
import { rubricsFor } from '../../../grader/marking/rubrics';
import { LoadedHandIn } from '../../../grader/reading/loaded-hand-in';
import { submissionReport } from '../../../grader/reports/submission-report';
import { parseSubmission } from '../../../grader/submission/read-submission';
import { mutatedCode } from './mutated-code';
import { mutatedNotebook } from './mutated-notebook';
import { originals } from './originals';
import { endsWhatHangs, runs } from './runs';

const schema = JSON.parse(
  readFileSync(join(__dirname, '..', '..', '..', 'grader', 'reports', 'report.schema.json'), 'utf8'),
);
const validate = new Ajv({ strict: true, allErrors: true }).compile(schema);

const rubrics = rubricsFor('1');
const grading: Parameters<typeof gradeSubmission>[1] = {
  rubrics,
  run: async (_, groups) => groups.map(() => [{ kind: 'load-error', message: 'not run here' }]),
};

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

/** Megabytes that are in use. */
function inUse(): number {
  collect();
  return process.memoryUsage().heapUsed / 2 ** 20;
}

test(
  'whatever notebook is handed in, it gets a result that the report can say',
  async () => {
    const before = inUse();
    const statuses = new Set<string>();
    const property = fc.asyncProperty(mutatedNotebook(originals), async (bytes) => {
      const result = await gradeSubmission(
        new LoadedHandIn(async () => parseSubmission(bytes), 'ada.ipynb'),
        grading,
      );
      expect(result.message.en).not.toMatch(/^the grader failed/);
      expect(result.status).toMatch(/^(?:graded|unreadable)$/);
      if (result.status === 'unreadable') expect(result.message.pl).not.toBe('');
      statuses.add(result.status);
      for (const { status } of result.exercises) statuses.add(status);
      for (const language of ['pl', 'en'] as const) {
        const show = { language, instructor: false, rubrics };
        const report = submissionReport({ file: 'ada.ipynb', student: 'ada' }, result, [], [], show);
        const said = JSON.parse(
          JSON.stringify({ version: 1, assignments: [], seed: '1', submissions: [report] }),
        );
        validate(said);
        expect(validate.errors).toBeNull();
      }
    });
    await fc.assert(property, runs(200));
    expect([...statuses].sort()).toEqual(
      expect.arrayContaining(['error', 'graded', 'missing', 'unreadable']),
    );
    expect(inUse() - before).toBeLessThan(150); // nothing of a hand-in stays
  },
  endsWhatHangs,
);

test(
  'whatever code an answer is, it has a likeness, the same one at each look',
  () => {
    const property = fc.property(mutatedCode(originals), (code) => {
      const mark = likeness(code);
      expect(mark).toMatch(code.trim() === '' ? /^$/ : /^$|^\d+-[0-9a-f]{16}$/);
      expect(likeness(code)).toBe(mark);
    });
    fc.assert(property, runs(200));
  },
  endsWhatHangs,
);
