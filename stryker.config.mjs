/** `npm run mutate`: every mutant of the reference answers has to lose points; docs/mutation.md holds the result. */
export default {
  mutate: ['solutions/*.ts'],
  testRunner: 'vitest',
  vitest: { configFile: 'vitest.mutate.config.mts' },
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
