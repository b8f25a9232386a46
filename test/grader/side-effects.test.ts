import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Change, changes, type Outcome } from '../../exercises/call';
import { deductions } from '../../grader/marking/adjustments';
import type { CheckResult } from '../../grader/marking/result';
import { rubricsFor } from '../../grader/marking/rubrics';
import { publicOutcomes, sideEffectAdvice } from '../../grader/marking/side-effects';

const rubrics = rubricsFor('side effects');
const [kl, average] = rubrics.map(({ exercise, checks }) => ({ exercise, checks }));
if (!kl || !average) throw new Error('there are two exercises');

const value = (changed: Change[] = [], tensorsLeaked = 0): Outcome => ({
  kind: 'value',
  value: [],
  effects: { changed, tensorsLeaked },
  cpuSeconds: 0,
});

const en = (outcomes: Outcome[]) => sideEffectAdvice(outcomes, false).map((advice) => advice.en);

describe('advice on side effects', () => {
  test('is none where there are none', () => expect(en([value(), value()])).toEqual([]));

  test.each([
    [1, 'advice: one call leaves tensors in memory (up to 1); tf.tidy would free them'],
    [99, 'advice: one call leaves tensors in memory (up to 99); tf.tidy would free them'],
    [100, 'advice: one call leaves tensors in memory (100 or more); tf.tidy would free them'],
    [102001118214602, 'advice: one call leaves tensors in memory (100 or more); tf.tidy would free them'],
  ])('tells of %d tensors left, and of a hundred or more no number', (count, said) => {
    expect(en([value([], 0), value([], count)])).toEqual([said]);
  });

  test('tells what is changed where that costs nothing', () => {
    expect(en([value(['weights', 'attributes'])])).toEqual([
      "advice: the function changes the model's weights and changes settings of the layers (name, trainable, the prior …); leave all as it was",
    ]);
    expect(sideEffectAdvice([value(['list'])], true)).toEqual([]);
  });
});

describe('a deduction for changed inputs', () => {
  const of = (outcomes: Outcome[][], scores = average.checks.map(({ points }) => points)) =>
    deductions(
      average.exercise,
      average.checks,
      average.checks.map(
        ({ id, name, visibility, points }, i): CheckResult => ({
          ...{ id, name, visibility, maxScore: points, score: scores[i] ?? 0, message: { pl: '', en: '' } },
          status: scores[i] ? 'passed' : 'failed',
        }),
      ),
      outcomes,
    );
  const each = (changed: (visibility: string) => Change[]) =>
    average.checks.map(({ calls, visibility }) => calls.map(() => value(changed(visibility))));

  test('says what is changed', () => {
    expect(of(each(() => ['list', 'members']))).toMatchObject([
      {
        id: 'inputs-kept',
        score: -0.5,
        maxScore: 0,
        message: {
          en: "the function changes the list that it is given (its members, their number or their order) and changes a member's list of tensors",
          pl: 'funkcja zmienia listę, którą dostaje (jej członków, ich liczbę albo kolejność) i zmienia listę tensorów któregoś członka',
        },
      },
    ]);
  });

  test('says of what only hidden checks saw that there is something, and no more', () => {
    const [hidden] = of(each((visibility) => (visibility === 'hidden' ? ['disposed'] : [])));
    expect(hidden).toMatchObject({ score: -0.5, message: { en: 'the function changes what it is given' } });
  });

  test('is taken off right values alone, and never more than there is', () => {
    const none = average.checks.map(() => 0);
    expect(
      of(
        each(() => ['list']),
        none,
      ),
    ).toEqual([]);
    expect(
      of(
        each(() => ['list']),
        [0.25, ...none.slice(1)],
      ),
    ).toMatchObject([{ score: -0.25 }]);
    expect(deductions(kl.exercise, kl.checks, [], [[value(['weights'])]])).toEqual([]);
  });
});

test('nothing that only hidden checks saw changes a word of what is told', () => {
  const effects = fc.record({ changed: fc.subarray([...changes]), tensorsLeaked: fc.nat() });
  const outcome = effects.map(({ changed, tensorsLeaked }) => value(changed, tensorsLeaked));
  const ofCheck = fc.array(outcome, { minLength: 1, maxLength: 3 });
  for (const { checks } of rubrics) {
    const seen = checks.filter(({ visibility }) => visibility === 'public').length;
    const some = (count: number) => fc.array(ofCheck, { minLength: count, maxLength: count });
    fc.assert(
      fc.property(some(seen), some(checks.length - seen), some(checks.length - seen), (shown, one, other) => {
        const told = (hidden: Outcome[][]) =>
          sideEffectAdvice(publicOutcomes(checks, [...shown, ...hidden]), false);
        expect(told(one)).toEqual(told(other));
      }),
      { seed: 1, numRuns: 100 },
    );
  }
});
