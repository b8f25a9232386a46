import { expect, test } from 'vitest';
import { studentLanguage } from '../../grader/reports/student-language';
import type { Cell } from '../../grader/submission/cell';
import { spokenLanguage } from '../../grader/submission/spoken-language';

const code = (source: string, number = 1): Cell => ({ number, kind: 'code', source, tags: [] });

test.each([
  ["import { setLanguage } from 'bayes-notebooks';\nsetLanguage('en');\nsetSeed(42);", 'en'],
  ['setLanguage("pl")', 'pl'],
  ['  setLanguage( `en` ) ; // English please', 'en'],
  ["// setLanguage('en');\nsetLanguage('pl');", 'pl'],
  ['console.log("setLanguage(\'en\')")', undefined],
  ["setLanguage('de');", undefined],
  ['setLanguage(language);', undefined],
  ['', undefined],
])('spokenLanguage() of %j is %s', (source, language) =>
  expect(spokenLanguage([code(source)])).toBe(language),
);

test('spokenLanguage() is that of the first cell that sets one, and of code alone', () => {
  const cells: Cell[] = [
    { number: 1, kind: 'markdown', source: "setLanguage('pl');", tags: [] },
    code('const x = 1;', 2),
    code("setLanguage('en');", 3),
    code("setLanguage('pl');", 4),
  ];
  expect(spokenLanguage(cells)).toBe('en');
});

test('spokenLanguage() is found at once in megabytes', () => {
  for (const part of ['setLanguage(', ' ', '\n', "setLanguage('pl' ", '\t'])
    expect(spokenLanguage([code(part.repeat(1_000_000))])).toBeUndefined();
});

test.each([
  [{ spoken: 'en', file: '01-bayesowskie-sieci-neuronowe.ipynb' }, 'en'],
  [{ file: 'ada/01-bayesowskie-sieci-neuronowe (1).ipynb' }, 'pl'],
  [{ file: 'ada/01-bayesian-neural-networks.ipynb' }, 'en'],
  [{ file: 'ada.ipynb' }, undefined],
] as const)('studentLanguage() of %j is %s', (spoken, language) =>
  expect(studentLanguage(spoken)).toBe(language),
);
