import { beforeAll, describe, expect, test } from 'vitest';
import { markings } from '../../exercises/catalogue/markings';
import { defineMarking } from '../../exercises/marking/define-marking';
import type { Check } from '../../exercises/marking/marking-source';
import { scalar } from '../../exercises/marking/tensors';
import type { TensorData } from '../../exercises/model-spec';
import { points } from '../../grader/marking/result';
import { rubricsFor } from '../../grader/marking/rubrics';
import { tf } from '../../lib';
import { allAnswers } from '../answers/all-answers';
import { cellsOf } from '../answers/answer';
import { evaluate } from '../answers/evaluate';
import { wrong as wrongKl } from '../answers/mean-kl/wrong';
import { rubric } from '../answers/rubric';

beforeAll(() => tf.ready());

const twice = cellsOf(wrongKl, 'mu and log sigma counted as two');

describe('points that come from the diagnosis', () => {
  test('are an entry that says so, and make the exercise partial', async () => {
    const { score, status, checks } = await evaluate(rubric('exercise-1', 'credit'), twice);
    expect([score, status]).toEqual([3, 'partial']);
    expect(checks.at(-1)).toEqual({
      id: 'partial-credit',
      name: { pl: 'punkty częściowe', en: 'partial credit' },
      visibility: 'public',
      status: 'passed',
      score: 3,
      maxScore: 0,
      message: {
        pl: 'za rozpoznany błąd („liczy mu i log sigma jako dwa parametry”): razem 3 z 5 punktów',
        en: 'for the mistake recognised ("counts mu and log sigma as two parameters"): 3 of 5 points in all',
      },
    });
  });

  test('fill up what the checks give, and never take from it', async () => {
    const halfCount = cellsOf(wrongKl, 'half of countParams');
    const generous = await evaluate(rubric('exercise-1', 'credit'), halfCount);
    expect(generous).toMatchObject({ score: 4.5, misconception: 'dense-counted' });
    expect(generous.checks.map(({ id }) => id)).not.toContain('partial-credit');
    const layerMeans = await evaluate(
      rubric('exercise-1', 'credit'),
      cellsOf(wrongKl, 'mean of layer means'),
    );
    expect(layerMeans.score).toBe(3);
    expect(layerMeans.checks.at(-1)).toMatchObject({ id: 'partial-credit', score: 2.5 }); // one layer is right
  });

  test('are those of the checks that the mistake predicts: not of one with another value, or with none', async () => {
    const credit = async (change: string) => {
      const cells = twice.map((cell) => cell.replace('function klLoss(model: any): any {', `$& ${change}`));
      expect(cells).not.toEqual(twice);
      return (await evaluate(rubric('exercise-1', 'credit'), cells)).score;
    };
    expect(await credit('')).toBe(3);
    for (const other of [
      'throw new Error()',
      'return tf.scalar(1)',
      'return tf.scalar(NaN)',
      'return [model]',
    ])
      expect(await credit(`if (layersOf(model).length > 4) ${other};`)).toBe(2.7); // of 4.5 points' checks
  });

  test('are never more by mixing the mistake with what is right', async () => {
    const whatIsRight = `const right = sumOf(layersOf(model)).div(countOf(layersOf(model)));`;
    for (const [rule, most] of [
      ['model.layers.length === 1', 3],
      ['model.layers.length < 4', 3.5],
    ] as const) {
      const cells = twice.map((cell) =>
        cell.replace('function klLoss(model: any): any {', `$& ${whatIsRight} if (${rule}) return right;`),
      );
      const { score } = await evaluate(rubric('exercise-1', 'credit'), cells);
      expect(score).toBeLessThanOrEqual(most);
    }
  });

  test('are none where the marking is not there, as in the edition of students', async () => {
    const whole = rubric('exercise-1', 'credit');
    const { score } = await evaluate({ ...whole, credits: {} }, twice);
    expect(score).toBe(0);
  });
});

test('the entries of every answer sum to its score, which is never negative and full for right ones alone', async () => {
  for (const { exercise, right, wrong } of await allAnswers()) {
    const whole = rubric(exercise.id, 'sums');
    for (const { cells, name } of [...right, ...wrong]) {
      const { score, checks, status } = await evaluate(whole, cells);
      expect(points(checks.map((check) => check.score)), name).toBe(score);
      expect(score, name).toBeGreaterThanOrEqual(0);
      expect([status === 'passed', status === 'partial'], name).toEqual([
        score === whole.maxScore,
        score > 0 && score < whole.maxScore,
      ]);
    }
  }
});

test('no credit is as much as all points, and each is of a misconception that has words', () => {
  const rubrics = rubricsFor('credits');
  expect(rubrics.flatMap(({ credits }) => Object.keys(credits)).length).toBeGreaterThan(0);
  for (const { exercise, credits, maxScore } of rubrics) {
    for (const [id, credit] of Object.entries(credits)) {
      expect(credit).toBeLessThan(maxScore);
      expect(exercise.misconceptions).toHaveProperty(id);
      expect(markings[exercise.id as 'exercise-1']?.misconceptions[id]).not.toHaveProperty('credit');
    }
  }
});

describe('defineMarking() refuses', () => {
  type Given = { tensors: TensorData[] };
  const check = (id: string, visibility: 'public' | 'hidden'): Check<Given> => ({
    ...{ id, visibility, points: 1, name: { pl: id, en: id } },
    inputs: () => [{ tensors: [scalar(1)] }],
  });
  const define = (credit: number, checks: Check<Given>[]) =>
    defineMarking({
      exercise: rubric('exercise-1', '1').exercise,
      quantities: ({ tensors }: Given) => tensors,
      reference: () => ({ expected: 1, scale: 1 }),
      misconceptions: {
        zero: {
          name: { pl: 'zero', en: 'zero' },
          hint: { pl: 'zero', en: 'zero' },
          credit,
          answers: () => [0],
        },
      },
      checks,
    });
  const checks = [check('seen', 'public'), check('unseen', 'hidden')];

  test.each([0, -1, 2, 3, Number.NaN])('a credit of %d for two points', (credit) => {
    expect(() => define(credit, checks)).toThrow(
      new RangeError(`Cannot mark exercise-1: the credit of zero must be above 0 and below 2, got ${credit}`),
    );
    expect(define(1.5, checks).credits).toEqual({ zero: 1.5 });
  });

  test('a public check behind a hidden one, whose inputs it could tell', () => {
    expect(() => define(1, [...checks].reverse())).toThrow(
      new RangeError(
        'Cannot mark exercise-1: public checks must come before the hidden ones, got seen behind unseen',
      ),
    );
  });
});
