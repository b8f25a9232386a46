/** `npm run mutate`: every mutant of the reference answers has to lose points; docs/mutation.md holds the result. */
export default {
  mutate: ['solutions/*.ts'],
  testRunner: 'vitest',
  // the test finds the answers by the exercises' ids, so that nothing imports them by name
  vitest: { configFile: 'vitest.mutate.config.mts', related: false },
  ignorePatterns: [
    'dist',
    'notebooks',
    'solutions/pl',
    'solutions/en',
    '.venv',
    '.setup',
    '.jupyter',
    'docs',
    'jupyter',
  ],
  reporters: ['clear-text', 'json'],
  clearTextReporter: { allowColor: false, logTests: false, reportScoreTable: true },
  jsonReporter: { fileName: '.stryker/report.json' },
  tempDirName: '.stryker/tmp',
  concurrency: 1,
  allowEmpty: false,
  thresholds: { break: null },
};
