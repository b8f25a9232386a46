import { defineConfig } from 'vitest/config';
import { farmNodeProblem } from '../setup/commands/farm.mjs';

const problem = farmNodeProblem(process.versions.node);
if (problem) throw problem;

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    testTimeout: 300_000, // only ends what hangs
    hookTimeout: 300_000,
    fileParallelism: false, // each file has a database server and workers of its own: two cores are busy with one
  },
});
