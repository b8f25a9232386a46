import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { judge } from '../../exercises/judge';
import { type Answer, callAnswer } from '../../exercises/self-check/call-answer';
import { rubricsFor } from '../../grader/marking/rubrics';
import { tf } from '../../lib';

beforeAll(() => tf.ready());

const solutions = join(__dirname, '..', '..', 'solutions');

// `npm run mutate` changes the reference answers one piece at a time; this test has to notice each change.
describe.each(rubricsFor('reference answers'))('$exercise.id', async ({ exercise, checks }) => {
  const file = join(solutions, `${exercise.id}.ts`);
  test('has its reference answer in solutions/', () => expect(existsSync(file)).toBe(true));
  const answers: Record<string, Answer> = await import(pathToFileURL(file).href);

  describe.each(Object.entries(answers))('the reference answer %s', (_, answer) => {
    test.each(checks)('passes $id', (check) => {
      const outcomes = callAnswer(
        answer,
        check.calls.map(({ call }) => call),
      );
      expect(judge(check, outcomes)).toMatchObject({ status: 'passed' });
    });
  });
});
