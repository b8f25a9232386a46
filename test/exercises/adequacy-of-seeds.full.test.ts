import { beforeAll, describe, expect, test } from 'vitest';
import { tf } from '../../lib';
import { allAnswers } from '../answers/all-answers';
import { evaluate } from '../answers/evaluate';
import { rubric } from '../answers/rubric';

beforeAll(async () => {
  await tf.ready();
  await tf.setBackend('cpu'); // as in the grader: not every backend has every operation
});

// What adequacy.test.ts tries with one seed: whatever the hidden checks draw, the marks are the same.

const seeds = (count: number) => Array.from({ length: count }, (_, i) => `seed ${i}`);

describe('the answers of all exercises', async () => {
  for (const { exercise, right, wrong } of await allAnswers()) {
    test.each(right)(
      `${exercise.id}: $name gets full marks and no diagnosis under 20 seeds`,
      async ({ cells, points }) => {
        for (const seed of seeds(20)) {
          const whole = rubric(exercise.id, seed);
          const { score, misconception } = await evaluate(whole, cells);
          expect(score, seed).toBe(points ?? whole.maxScore);
          if (points === undefined) expect(misconception, seed).toBeUndefined();
        }
      },
    );

    test.each(wrong)(
      `${exercise.id}: $name is $diagnosis under 5 seeds`,
      async ({ cells, diagnosis, score }) => {
        for (const seed of seeds(5)) {
          const whole = rubric(exercise.id, seed);
          const result = await evaluate(whole, cells);
          expect(result.misconception ?? null, seed).toBe(diagnosis);
          if (score === undefined) expect(result.score, seed).toBeLessThan(whole.maxScore);
          else expect(result.score, seed).toBe(score);
        }
      },
    );
  }
});
