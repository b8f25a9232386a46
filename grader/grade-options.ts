import { availableParallelism } from 'node:os';
import type { Given } from '#setup/commands/command.mjs';
import type { command } from '#setup/commands/grade.mjs';

type Read = Given<typeof command>;

/** What is graded, and how. */
export interface GradeOptions {
  paths: string[];
  out: string | undefined;
  jobs: number;
  failUnder: number | undefined;
  instructor: boolean;
  requireSandbox: boolean;
  seed: string | undefined;
  formats: Read['format'];
  language: Read['lang'];
}

/** The options as the grader calls them, from how they are typed. */
export const gradeOptions = ({
  jobs = Math.min(8, availableParallelism()),
  'fail-under': failUnder,
  'require-sandbox': requireSandbox,
  format: formats,
  lang: language,
  ...options
}: Read): GradeOptions => ({ ...options, jobs, failUnder, requireSandbox, formats, language });
