import { beforeAll, describe, expect, test } from 'vitest';
import { exercise as averageWeightsExercise } from '../../exercises/average-weights/exercise';
import type { Call, Outcome } from '../../exercises/call';
import { exercise as meanKl } from '../../exercises/mean-kl/exercise';
import { callAnswer } from '../../exercises/self-check/call-answer';
import { gradeSubmission } from '../../grader/marking/grade-submission';
import { rubricsFor } from '../../grader/marking/rubrics';
import type { Run } from '../../grader/marking/run-checks';
import { LoadedHandIn } from '../../grader/reading/loaded-hand-in';
import { GraderFault } from '../../grader/submission/grader-fault';
import { parseSubmission } from '../../grader/submission/read-submission';
import { tf } from '../../lib';
import { cellsOf } from '../answers/answer';
import * as average from '../answers/average-weights/right';
import { loadAnswer } from '../answers/evaluate';
import * as kl from '../answers/mean-kl/right';
import { notebook } from '../answers/notebook';

beforeAll(() => tf.ready());

const sum = cellsOf(kl.right, 'reduce');
const mean = cellsOf(average.right, 'nested loops');
const both = notebook([...sum, ...mean]);
const klLoss = loadAnswer(meanKl, sum);
const averageWeights = loadAnswer(averageWeightsExercise, mean);
const honest = (call: Call): Outcome =>
  callAnswer('model' in call ? klLoss : averageWeights, [call])[0] as Outcome;
/** Groups of calls, each call answered by itself. */
const each =
  (answer: (call: Call) => Outcome): Run =>
  async (_, groups) =>
    groups.map((calls) => calls.map(answer));
const rubrics = rubricsFor('7');
const checkOf = (call: Call) =>
  rubrics.flatMap(({ checks }) => checks).find(({ calls }) => calls.some((one) => one.call === call))?.id;

/** Grades the two right answers by a runner of the test's own, which stands in for the sandbox. */
const gradeBy = (run: Run, sideBySide?: boolean) =>
  gradeSubmission(new LoadedHandIn(async () => parseSubmission(new TextEncoder().encode(both))), {
    rubrics,
    run,
    sideBySide,
  });

describe('gradeSubmission()', () => {
  test('gives full marks where every call is answered right', async () => {
    const { status, exercises } = await gradeBy(each(honest));
    expect([status, ...exercises.map(({ score }) => score)]).toEqual(['graded', 5, 5]);
  });

  test.each([
    [true, 2],
    [false, 1],
  ])(
    'side by side: %s runs %i answers at a time, with the same marks in the same order',
    async (sideBySide, most) => {
      let [running, peak] = [0, 0];
      const { exercises } = await gradeBy(async (_, groups) => {
        peak = Math.max(peak, ++running);
        await new Promise(setImmediate);
        running--;
        return groups.map((calls) => calls.map(honest));
      }, sideBySide);
      expect(peak).toBe(most);
      expect(exercises.map(({ id, score }) => [id, score])).toEqual([
        ['exercise-1', 5],
        ['exercise-2', 5],
      ]);
    },
  );

  test('a check that runs out of time or crashes costs its own points only', async () => {
    const { exercises } = await gradeBy(
      each((call) => {
        if (checkOf(call) === 'deep') return { kind: 'timeout', limit: 'cpu', cpuSeconds: 4 };
        return checkOf(call) === 'nested' ? { kind: 'crash', reason: 'exit 0', cpuSeconds: 0 } : honest(call);
      }),
    );
    expect(exercises.map(({ score, status }) => [score, status])).toEqual([
      [4, 'partial'],
      [5, 'passed'],
    ]);
    const statuses = Object.fromEntries(exercises[0]?.checks.map(({ id, status }) => [id, status]) ?? []);
    expect(statuses).toMatchObject({ deep: 'timeout', nested: 'error', shared: 'passed' });
  });

  test('an exercise is `timeout` where every check without points ran out of time', async () => {
    const { exercises } = await gradeBy(each(() => ({ kind: 'timeout', limit: 'idle', cpuSeconds: 0 })));
    expect(exercises.map(({ status }) => status)).toEqual(['timeout', 'timeout']);
  });

  test('an answer that cannot be loaded is `error`, with the reason', async () => {
    const { exercises } = await gradeBy(each(() => ({ kind: 'load-error', message: 'x is not defined' })));
    expect(exercises[0]).toMatchObject({
      status: 'error',
      score: 0,
      notes: [{ en: 'cannot be loaded: x is not defined' }],
    });
  });

  test('what an earlier call left behind does not cost a later check its points', async () => {
    const { exercises } = await gradeBy(async (_, groups, { apart } = {}) => {
      let poisoned = false;
      return groups.map((calls) => {
        if (apart) poisoned = false; // each group has a child of its own
        return calls.map((call) => {
          const outcome = honest(call);
          if (poisoned && outcome.kind === 'value' && !Array.isArray(outcome.value))
            outcome.value.values = outcome.value.values.map((value) => value * value + 13);
          if (checkOf(call) === 'between') poisoned = true;
          return outcome;
        });
      });
    });
    expect(exercises[0]?.checks.filter(({ status }) => status !== 'passed').map(({ id }) => id)).toEqual([
      'between',
    ]);
  });

  test('inputs that come back changed cost half a point in exercise 2, and earn none', async () => {
    const { exercises } = await gradeBy(
      each((call) => {
        const outcome = honest(call);
        return outcome.kind === 'value'
          ? { ...outcome, effects: { ...outcome.effects, changed: ['values'] } }
          : outcome;
      }),
    );
    expect(exercises[1]).toMatchObject({
      score: 4.5,
      status: 'partial',
      misconception: 'inputs-changed',
    });
    expect(exercises[1]?.checks.at(-1)).toMatchObject({ id: 'inputs-kept', score: -0.5, maxScore: 0 });
  });

  test('a fault of the grader is tried once more, then reported as that and never as a zero', async () => {
    let runs = 0;
    const once = await gradeBy(async (_, groups) => {
      if (++runs === 1) throw new GraderFault('Cannot start a child process: disk full');
      return groups.map((calls) => calls.map(honest));
    });
    expect(once.exercises.map(({ score }) => score)).toEqual([5, 5]);
    const twice = await gradeBy(async () => {
      throw new GraderFault('Cannot start a child process: disk full');
    });
    expect(twice).toMatchObject({
      status: 'grader-fault',
      exercises: [],
      message: { en: expect.stringContaining('disk full') },
    });
  });
});
