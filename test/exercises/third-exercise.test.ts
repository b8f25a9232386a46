import { expect, test } from 'vitest';
import { callAnswer } from '../../exercises/call-answer';
import { tensor } from '../../exercises/marking/net';
import { prepare } from '../../exercises/marking/prepare';
import type { Rubric } from '../../exercises/marking/rubric';
import { type Assignment, gradeSubmission } from '../../grader/grade-submission';
import { points } from '../../grader/reports/report';
import { parseSubmission } from '../../grader/submission/read-submission';
import { tf } from '../../lib';
import { loadAnswer } from './answers/evaluate';
import { notebook } from './answers/notebook';

/** A small third exercise, as docs/grading.md adds one: the precision 1 / sigma^2 of each log sigma. */
const exercise3: Rubric = {
  exercise: 'exercise-3',
  functionName: 'precision',
  title: { pl: 'Precyzja', en: 'Precision' },
  deductions: [],
  checks: [
    {
      id: 'vector',
      name: { pl: 'wektor', en: 'a vector' },
      points: 1,
      visibility: 'public',
      inputs: (draw) => [{ tensors: [tensor([5], () => draw.uniform(-2, 1))] }],
    },
    {
      id: 'matrix',
      name: { pl: 'macierz', en: 'a matrix' },
      points: 1,
      visibility: 'hidden',
      inputs: (draw) => [{ tensors: [tensor([3, 2], () => draw.uniform(-2, 1))] }],
    },
  ],
  reference: ([logSigma]) => {
    const like = logSigma as NonNullable<typeof logSigma>;
    return {
      expected: { ...like, values: like.values.map((value) => Math.exp(-2 * value)) },
      scale: Math.exp(4),
      misconceptions: [
        ['sigma-as-variance', { ...like, values: like.values.map((value) => Math.exp(-value)) }],
      ],
    };
  },
};

/** The answer is our own here, so it may run in this process. */
const assignment: Assignment = {
  rubrics: [exercise3],
  checks: prepare(exercise3, 'a seed'),
  run: async (extracted, calls) => {
    await tf.ready();
    const answer = loadAnswer([`${extracted.source}\nconst klLoss = precision;`]);
    return calls.map((call) => callAnswer(answer, call));
  },
};

const gradeCell = (cell: string) =>
  gradeSubmission(async () => parseSubmission(new TextEncoder().encode(notebook([cell]))), assignment);

test('a third exercise needs a rubric with a reference, and nothing else', async () => {
  const right = await gradeCell('function precision(logSigma) { return logSigma.mul(-2).exp(); }');
  expect(right.exercises[0]).toMatchObject({ id: 'exercise-3', status: 'passed', score: 2, maxScore: 2 });
  const wrong = await gradeCell('function precision(logSigma) { return logSigma.neg().exp(); }');
  expect(wrong.exercises[0]).toMatchObject({
    status: 'failed',
    score: 0,
    misconception: 'sigma-as-variance',
  });
  expect(points(exercise3.checks.map((check) => check.points))).toBe(2);
});
