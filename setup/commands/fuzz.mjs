import { defineCommand } from './command.mjs';
import { runVitest } from './vitest.mjs';

export const command = defineCommand({
  name: 'fuzz',
  summary: 'throw damaged and hostile hand-ins at the grader',
  help: `Usage: npm run fuzz [-- VITEST-ARGUMENTS]

Grades 2,000 notebooks and 300 archives that are real ones changed at random: none may end the grader or lose a row.
npm run test:full tries a tenth of them. Every run is the same as the last one; BAYES_FUZZ_SEED=N tries others.`,
  options: 'handed on',
  run(argv) {
    Object.assign(process.env, { BAYES_TEST_FULL: '1', BAYES_FUZZ: '10' });
    return runVitest(['--project', 'project', 'test/grader/fuzz', ...argv]);
  },
});
