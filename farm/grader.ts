import { createRequire } from 'node:module';

const compiled = createRequire(new URL('../dist/grader/here.js', import.meta.url));

/**
 * Loads one of the grader's own modules, as the project's build has compiled it: the same files run here and on one
 * machine, so the fingerprint that names the queue is theirs. Here stands what most commands need; what takes long to
 * load and only some of them need has a file of its own.
 */
export const load = <T>(module: string): T => compiled(`./${module}.js`) as T;

export const { inFileOrder } = load<typeof import('../grader/batch/file-order.ts')>('batch/file-order');
export const { findSubmissions } =
  load<typeof import('../grader/batch/find-submissions.ts')>('batch/find-submissions');
export const { fingerprint } = load<typeof import('../grader/batch/fingerprint.ts')>('batch/fingerprint');
export const { lockFolder } = load<typeof import('../grader/batch/folder-lock.ts')>('batch/folder-lock');
export const { graderKey } = load<typeof import('../grader/batch/grader-key.ts')>('batch/grader-key');
export const { Journal } = load<typeof import('../grader/batch/journal.ts')>('batch/journal');
export const { makeOutFolder } = load<typeof import('../grader/batch/out-folder.ts')>('batch/out-folder');
export const { Seal } = load<typeof import('../grader/batch/seal.ts')>('batch/seal');
export const { strayOverrides } =
  load<typeof import('../grader/batch/stray-overrides.ts')>('batch/stray-overrides');
export const { timeLeft } = load<typeof import('../grader/batch/time-left.ts')>('batch/time-left');
export const { weakestLayers } =
  load<typeof import('../grader/batch/weakest-layers.ts')>('batch/weakest-layers');
export const { failureSentence } = load<typeof import('../grader/failure-sentence.ts')>('failure-sentence');
export const { firstFile } = load<typeof import('../grader/files/first-file.ts')>('files/first-file');
export const { removeLeftovers } = load<typeof import('../grader/files/new-file.ts')>('files/new-file');
export const { gradeOptions } = load<typeof import('../grader/grade-options.ts')>('grade-options');
export const { gradeSubmission, ungraded } =
  load<typeof import('../grader/marking/grade-submission.ts')>('marking/grade-submission');
export const { rubricsFor } = load<typeof import('../grader/marking/rubrics.ts')>('marking/rubrics');
export const { lectureOf } = load<typeof import('../grader/reading/lecture-of.ts')>('reading/lecture-of');
export const { Reader } = load<typeof import('../grader/reading/reader.ts')>('reading/reader');
export const { RemoteHandIn } =
  load<typeof import('../grader/reading/remote-hand-in.ts')>('reading/remote-hand-in');
export const { plainText } = load<typeof import('../grader/reports/plain-text.ts')>('reports/plain-text');
