import { stopwatch } from 'bayes-notebooks';
import { expect, test } from 'vitest';

test('counts the work since it was made, on and on', () => {
  const seconds = stopwatch();
  let sum = 0;
  const work = () => {
    for (let i = 0; i < 1e6; i++) sum += Math.sin(i);
  };
  work();
  const once = seconds();
  work();
  const twice = seconds();
  expect(sum).toBeLessThan(1e6);
  expect(once).toBeGreaterThan(0);
  expect(twice).toBeGreaterThan(once);
  expect(stopwatch()()).toBeLessThan(twice);
});
