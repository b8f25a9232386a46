import { load } from './grader.ts';

// With the compiler, which compares answers.
export const { ClassReports } = load<typeof import('../grader/class-reports.ts')>('class-reports');
export const { GithubReport } =
  load<typeof import('../grader/reports/github-report.ts')>('reports/github-report');
export const { GradescopeReport } =
  load<typeof import('../grader/reports/gradescope-report.ts')>('reports/gradescope-report');
export const { writeReports } =
  load<typeof import('../grader/reports/write-reports.ts')>('reports/write-reports');
