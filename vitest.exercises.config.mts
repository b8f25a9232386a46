import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** `npm run test:exercises`: the exercises' checks over a student's notebook, apart from the project's own tests. */
export default defineConfig({
  resolve: { alias: { 'bayes-notebooks': fileURLToPath(new URL('index.ts', import.meta.url)) } },
  test: { include: ['test/submission/*.spec.ts'], reporters: ['verbose'] },
});
