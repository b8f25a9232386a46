import { createHash } from 'node:crypto';
import { type Grading, gradeSubmission } from '../marking/grade-submission';
import { lectureOf } from '../marking/lecture-of';
import type { Submission } from '../submission/read-submission';
import { collectGarbage } from './collect-garbage';
import type { Found } from './find-submissions';
import type { Journal } from './journal';
import type { ProgressBar } from './progress-bar';

/** Where a submission's result stands in the journal. */
export interface Graded {
  file: string;
  student: string;
  key: string;
}

/**
 * Grades submissions, `jobs` at a time, each result into the journal as it comes. What the journal knows already,
 * because the batch was killed or nothing has changed, is not run again.
 *
 * @param progress is told where each submission is begun and done
 * @returns in the order of `found`
 */
export async function gradeBatch(
  found: Found[],
  grading: Grading,
  journal: Journal,
  jobs: number,
  progress: Pick<ProgressBar, 'began'>,
): Promise<Graded[]> {
  const graded: Graded[] = new Array(found.length);
  const running = new Map<string, Promise<void>>();
  let next = 0;

  const work = async (): Promise<void> => {
    for (let i = next++; i < found.length; i = next++) {
      const one = found[i] as Found;
      const done = progress.began(one.file);
      const { key, cached } = await gradeOne(one);
      one.done();
      graded[i] = { file: one.file, student: one.student, key };
      done(cached);
      collectGarbage();
    }
  };

  const gradeOne = async (one: Found): Promise<{ key: string; cached: boolean }> => {
    const submission = await one.read().catch(() => undefined); // gradeSubmission reads it again and reports the fault
    if (!submission?.ok) {
      const key = `file:${one.file}`;
      journal.write(key, await gradeSubmission(one.read, grading, one.file));
      return { key, cached: false };
    }
    const key = contentKey(submission, one.file);
    const same = running.get(key);
    if (same) await same; // a copy of one that is being graded just now
    if (journal.has(key)) return { key, cached: true };
    const graded = gradeSubmission(async () => submission, grading, one.file).then((result) => {
      const faultKey = `file:${one.file}`; // a fault of the grader is not remembered
      journal.write(result.status === 'graded' ? key : faultKey, result);
      return result.status === 'graded' ? key : faultKey;
    });
    running.set(
      key,
      graded.then(() => {}),
    );
    try {
      return { key: await graded, cached: false };
    } finally {
      running.delete(key);
    }
  };

  await Promise.all(Array.from({ length: Math.min(jobs, found.length) }, work));
  return graded;
}

/** Of all that a mark depends on. */
const contentKey = (submission: Extract<Submission, { ok: true }>, file: string): string =>
  createHash('sha256')
    .update(JSON.stringify([lectureOf({ ...submission, file }).id, submission.cells, submission.notes]))
    .digest('hex');
