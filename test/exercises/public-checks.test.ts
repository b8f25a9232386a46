import { expect, test } from 'vitest';
import { prepareChecks } from '../../grader/rubrics';

test('lib/exercises/public-checks.json holds just what the rubrics publish (vitest -u renews it)', async () => {
  const published = prepareChecks('any seed').filter((check) => check.visibility === 'public');
  const lines = published.map((check) => JSON.stringify(check));
  await expect(`[\n${lines.join(',\n')}\n]\n`).toMatchFileSnapshot('../../lib/exercises/public-checks.json');
});

test('public checks do not depend on the seed, hidden ones do', () => {
  const [one, two] = [prepareChecks('1'), prepareChecks('2')];
  for (const [i, check] of one.entries())
    expect(JSON.stringify(check) === JSON.stringify(two[i])).toBe(check.visibility === 'public');
});
