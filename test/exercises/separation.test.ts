import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { markings } from '../../exercises/catalogue/markings';
import { distance, separation } from '../../exercises/marking/prepare';
import { rubricsFor } from '../../grader/marking/rubrics';

const prepareChecks = (seed: string) => rubricsFor(seed).flatMap(({ checks }) => checks);

test('a named misconception never comes nearer to the right number than 100 tolerances, whatever the seed', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      for (const { calls } of prepareChecks(String(seed)))
        for (const { expected, tolerance, candidates } of calls)
          for (const { value } of candidates)
            expect(distance(value, expected)).toBeGreaterThan(separation * tolerance);
    }),
    { numRuns: 20, seed: 1 },
  );
});

describe('each misconception that a wrong value tells differs from the right one in at least one check', () => {
  const told = new Set(
    prepareChecks('1').flatMap(({ calls }) =>
      calls.flatMap(({ candidates }) => candidates.map((c) => c.misconception)),
    ),
  );
  test.each(Object.values(markings).flatMap(({ misconceptions }) => Object.keys(misconceptions)))(
    '%s',
    (id) => {
      expect(told).toContain(id);
    },
  );
});

test('every check draws log sigma and means off the prior, and sizes that differ', () => {
  for (const { calls } of prepareChecks('sizes'))
    for (const { call } of calls) {
      if (!('model' in call)) continue;
      for (const layer of call.model.layers) {
        if (layer.kind !== 'bayes') continue;
        expect(layer.priorMu).not.toBe(0);
        expect(layer.weights[0].values).not.toContain(layer.priorMu);
        for (const index of [1, 3] as const)
          for (const value of layer.weights[index].values)
            expect(Math.abs(value - Math.log(layer.priorSigma))).toBeGreaterThan(0.2);
      }
    }
});
