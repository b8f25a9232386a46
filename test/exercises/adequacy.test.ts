import { beforeAll, describe, expect, test } from 'vitest';
import { misconceptions } from '../../exercises/misconceptions';
import { publicChecks } from '../../exercises/public-checks';
import { prepareChecks } from '../../grader/rubrics';
import { tf } from '../../lib';
import { evaluate } from './answers/evaluate';
import { rightAnswers } from './answers/right';
import { wrongAnswers } from './answers/wrong';

beforeAll(() => tf.ready());

const checks = prepareChecks('adequacy');
const of = (exercise: string) => checks.filter((check) => check.exercise === exercise);

test('the adequacy test has at least 30 right and 50 wrong answers', () => {
  expect(rightAnswers.length).toBeGreaterThanOrEqual(30);
  expect(wrongAnswers.length).toBeGreaterThanOrEqual(50);
});

describe('right answers get full marks', () => {
  test.each(rightAnswers)('$exercise: $name', ({ exercise, cells }) => {
    const { verdicts, score } = evaluate(of(exercise), cells);
    expect(verdicts.filter(({ status }) => status !== 'passed')).toEqual([]);
    expect(score).toBe(5);
  });
});

describe('wrong answers lose points, each for its own reason', () => {
  test.each(wrongAnswers)('$exercise: $name is $diagnosis', ({ exercise, cells, diagnosis }) => {
    const result = evaluate(of(exercise), cells);
    expect(result.score).toBeLessThan(5);
    expect(result.diagnosis ?? null).toBe(diagnosis);
  });
});

test('every misconception has an answer that commits it', () => {
  const committed = new Set(wrongAnswers.map(({ diagnosis }) => diagnosis));
  expect(Object.keys(misconceptions).filter((id) => !committed.has(id))).toEqual([]);
});

describe('the public checks alone pass right answers and recognise most misconceptions', () => {
  test.each(rightAnswers)('$exercise: $name', ({ exercise, cells }) => {
    const own = publicChecks.filter((check) => check.exercise === exercise);
    expect(evaluate(own, cells).verdicts.map(({ status }) => status)).not.toContain('failed');
  });
});
