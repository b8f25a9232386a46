import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { alias: { 'bayes-notebooks': new URL('./lib/index.ts', import.meta.url).pathname } },
  test: {
    include: ['test/**/*.test.ts'],
    // The browser and the set-up faults: only `npm run test:full` runs them.
    exclude: process.env.BAYES_TEST_FULL ? [] : ['test/**/*.full.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    reporters: ['default'],
  },
});
