import { beforeAll, describe, expect, test } from 'vitest';
import { exercises } from '../../exercises/catalogue/catalogue';
import { points } from '../../grader/marking/result';
import { tf } from '../../lib';
import { allAnswers } from '../answers/all-answers';
import { evaluate } from '../answers/evaluate';
import { rubric } from '../answers/rubric';

beforeAll(() => tf.ready());

describe('the answers of all exercises', async () => {
  const answers = await allAnswers();

  test('the adequacy test has at least 30 right and 50 wrong answers', () => {
    expect(answers.flatMap(({ right }) => right).length).toBeGreaterThanOrEqual(30);
    expect(answers.flatMap(({ wrong }) => wrong).length).toBeGreaterThanOrEqual(50);
  });

  test('every exercise has some of both', () => {
    const answered = answers.filter(({ right, wrong }) => right.length > 0 && wrong.length > 0);
    expect(answered.map(({ exercise }) => exercise.id).sort()).toEqual(exercises.map(({ id }) => id).sort());
  });

  describe.each(answers)('$exercise.id', ({ exercise: { id }, right, wrong }) => {
    const whole = rubric(id, 'adequacy');

    describe('right answers get full marks', () => {
      test.each(right)('$name', async ({ cells }) => {
        const { checks, score } = await evaluate(whole, cells);
        expect(checks.filter(({ status }) => status !== 'passed')).toEqual([]);
        expect(score).toBe(whole.maxScore);
      });
    });

    describe('wrong answers lose points, each for its own reason', () => {
      test.each(wrong)('$name is $diagnosis', async ({ cells, diagnosis, score }) => {
        const result = await evaluate(whole, cells);
        expect(result.misconception ?? null).toBe(diagnosis);
        expect(result.score).toBeLessThan(whole.maxScore);
        if (score !== undefined) expect(result.score).toBe(score);
      });
    });

    test('every misconception has an answer that commits it', () => {
      const committed = new Set(wrong.map(({ diagnosis }) => diagnosis));
      const own = Object.keys(whole.exercise.misconceptions);
      expect(own.filter((misconception) => !committed.has(misconception))).toEqual([]);
    });

    test('no answer is told a misconception of another exercise', () => {
      const told = wrong.flatMap(({ diagnosis }) => (diagnosis === null ? [] : [diagnosis]));
      expect(told.filter((misconception) => !(misconception in whole.exercise.misconceptions))).toEqual([]);
    });

    describe('the public checks alone pass right answers', () => {
      const checks = whole.exercise.publicChecks;
      const publicOnly = { ...whole, checks, maxScore: points(checks.map((check) => check.points)) };
      test.each(right)('$name', async ({ cells }) => {
        const graded = await evaluate(publicOnly, cells);
        expect(graded.checks.map(({ status }) => status)).toEqual(checks.map(() => 'passed'));
      });
    });
  });
});
