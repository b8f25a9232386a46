import { join } from 'node:path';
import { expect, test } from 'vitest';
import { exercises } from '../../exercises/catalogue/catalogue';
import { outOfDate } from '../../generator/write-exercises';
import { rubricsFor } from '../../grader/marking/rubrics';

test('what is generated from the exercises is up to date (npm run exercises renews it)', async () => {
  expect(await outOfDate(join(__dirname, '..', '..'))).toEqual([]);
});

test('public-checks.json of each exercise holds just what its marking publishes', () => {
  for (const { exercise, checks } of rubricsFor('any seed'))
    expect(exercise.publicChecks).toEqual(
      JSON.parse(JSON.stringify(checks.filter((check) => check.visibility === 'public'))),
    );
});

test('public checks do not depend on the seed, hidden ones do', () => {
  const [one, two] = ['1', '2'].map((seed) => rubricsFor(seed).flatMap(({ checks }) => checks));
  for (const [i, check] of (one ?? []).entries())
    expect(JSON.stringify(check) === JSON.stringify(two?.[i])).toBe(check.visibility === 'public');
});

test('every misconception that a recogniser or a check can name has words in both languages', () => {
  for (const { misconceptions, publicChecks } of exercises) {
    const named = publicChecks.flatMap(({ calls }) => calls.flatMap(({ candidates }) => candidates));
    for (const { misconception } of named) expect(Object.keys(misconceptions)).toContain(misconception);
    for (const { name, hint } of Object.values(misconceptions))
      for (const words of [name, hint])
        expect([words.pl, words.en].every((text) => text.length > 4)).toBe(true);
  }
});

test('what the self-check tells of the hidden checks is in both languages and holds no name of one', () => {
  for (const { exercise, checks } of rubricsFor('1')) {
    const hidden = checks.filter(({ visibility }) => visibility === 'hidden');
    for (const language of ['pl', 'en'] as const) {
      const words = exercise.alsoGraded[language];
      expect(words).toMatch(/^\p{Ll}.*[^.]$/u); // the rest of a sentence
      expect(hidden.filter(({ name }) => words.includes(name[language]))).toEqual([]);
    }
  }
});
