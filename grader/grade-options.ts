import { availableParallelism } from 'node:os';
import type { Given } from '#setup/commands/command.mjs';
import type { command } from '#setup/commands/grade.mjs';

/** What is graded, and how. */
export type GradeOptions = ReturnType<typeof gradeOptions>;

/** The options as the grader calls them, from how they are typed. */
export const gradeOptions = ({
  jobs = Math.min(8, availableParallelism()),
  'fail-under': failUnder,
  'require-sandbox': requireSandbox,
  'without-sandbox': withoutSandbox,
  format,
  lang: language,
  ...options
}: Given<typeof command>) => ({
  ...options,
  jobs,
  failUnder,
  requireSandbox,
  withoutSandbox,
  formats: [...new Set(format)],
  language,
});
