import { beforeAll, describe, expect, test } from 'vitest';
import { type Answer, callAnswer } from '../../exercises/call-answer';
import { judge } from '../../exercises/judge';
import { prepareChecks } from '../../grader/rubrics';
import { tf } from '../../lib';
import * as exercise1 from '../../solutions/exercise-1';
import * as exercise2 from '../../solutions/exercise-2';

beforeAll(() => tf.ready());

const checks = prepareChecks('reference answers');

// `npm run mutate` changes the reference answers one piece at a time; this test has to notice each change.
describe.each([
  ...Object.entries(exercise1).map(([name, answer]) => ({
    exercise: 'exercise-1',
    name,
    answer: answer as Answer,
  })),
  ...Object.entries(exercise2).map(([name, answer]) => ({
    exercise: 'exercise-2',
    name,
    answer: answer as Answer,
  })),
])('the reference answer $name', ({ exercise, answer }) => {
  test.each(checks.filter((check) => check.exercise === exercise))('passes $id', (check) => {
    const outcomes = check.calls.map(({ call }) => callAnswer(answer, call));
    expect(judge(check, outcomes)).toMatchObject({ status: 'passed' });
  });
});
