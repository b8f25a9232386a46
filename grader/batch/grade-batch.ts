import { type Grading, gradeSubmission, ungraded } from '../marking/grade-submission';
import { collectGarbage } from '../reading/collect-garbage';
import { lectureOf } from '../reading/lecture-of';
import type { Reader } from '../reading/reader';
import { RemoteHandIn } from '../reading/remote-hand-in';
import type { Found } from './find-submissions';
import type { Journal } from './journal';
import type { ProgressBar } from './progress-bar';

/** Where a submission's result stands in the journal. */
export interface Graded {
  file: string;
  student: string;
  /** The platform's number for the student. */
  id?: string;
  key: string;
}

/** What a batch is graded with. */
export interface BatchGrading extends Grading {
  /** The processes that read: hand-ins go to the next one in turn. */
  readers: Reader[];
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
  grading: BatchGrading,
  journal: Journal,
  jobs: number,
  progress: Pick<ProgressBar, 'began'>,
): Promise<Graded[]> {
  const graded: Graded[] = new Array(found.length);
  const running = new Map<string, Promise<void>>();
  let next = 0;

  const work = async (_: unknown, worker: number): Promise<void> => {
    const reader = grading.readers[worker % grading.readers.length] as Reader;
    for (let i = next++; i < found.length; i = next++) {
      const one = found[i] as Found;
      const done = progress.began(one.file);
      const { key, cached } = await gradeOne(one, reader);
      graded[i] = { file: one.file, student: one.student, ...(one.id !== undefined && { id: one.id }), key };
      done(cached);
      collectGarbage();
    }
  };

  const gradeOne = async (one: Found, reader: Reader): Promise<{ key: string; cached: boolean }> => {
    const keyOfFile = `file:${one.file}`; // what cannot be read, or is the grader's fault, is not remembered
    if (one.message) {
      const { id } = lectureOf({ cells: [], file: one.file });
      journal.write(keyOfFile, ungraded('unreadable', id, one.message));
      return { key: keyOfFile, cached: false };
    }
    const handIn = new RemoteHandIn(reader, one.place, one.file);
    const opened = await handIn.open().catch(() => undefined); // gradeSubmission asks again and reports the fault
    const key = opened?.ok ? opened.key : keyOfFile;
    const same = running.get(key);
    if (same) await same; // a copy of one that is being graded just now
    if (opened?.ok && journal.has(key)) return { key, cached: true };
    const graded = gradeSubmission(handIn, grading).then((result) => {
      const kept = result.status === 'graded' ? key : keyOfFile;
      journal.write(kept, result);
      return kept;
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
