import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** The test that `npm run mutate` runs against each mutant of the reference answers. */
export default defineConfig({
  resolve: { alias: { 'bayes-notebooks': fileURLToPath(new URL('index.ts', import.meta.url)) } },
  test: { include: ['test/exercises/reference-answers.test.ts'], env: { BAYES_BACKEND: 'cpu' } },
});
