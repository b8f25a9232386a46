import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import type { EqualAnswers } from '../batch/flags';
import { newFile } from '../files/new-file';
import type { ExerciseStatus, SubmissionStatus } from '../marking/result';
import type { SubmissionReport } from './submission-report';
import type { Reason } from './to-look-at';

/** What a report says beside the submissions. */
export interface Batch {
  seed: string;
  language: 'pl' | 'en';
  /** Which layers of the sandbox were in use. */
  sandbox: { name: string; active: boolean; detail: string }[];
  /** What a person changed, a line for each, such as `ada, exercise-1: 0 → 4.5`. */
  byHand: string[];
  /** Answers that several students have, the longest first. */
  equalAnswers: EqualAnswers[];
  summary: Summary;
}

/** The batch at a glance. */
export interface Summary {
  /** Number of submissions. */
  count: number;
  /** What was handed in, in the lectures' order. */
  assignments: AssignmentSummary[];
  /** How often each misconception was recognised, by its name in words. */
  misconceptions: [name: string, count: number][];
  statuses: Record<SubmissionStatus, number>;
  /** How many hand-ins a person may want to look at, by the reason; those that there are. */
  toLookAt: [reason: Reason, count: number][];
}

/** One lecture's submissions at a glance. */
export interface AssignmentSummary {
  /** The lecture's id. */
  id: string;
  /** The greatest of its submissions': points for conclusions may have been given to some of them. */
  maxScore: number;
  scores: number[];
  exercises: ExerciseSummary[];
  /** The conclusions for which someone has been given points. */
  conclusions: string[];
}

/** One exercise over all submissions of its lecture. */
export interface ExerciseSummary {
  id: string;
  title: string;
  maxScore: number;
  /** Of all submissions together. */
  score: number;
  statuses: Record<ExerciseStatus, number>;
  /** How many of the answers that could be run passed each check. */
  checks: { id: string; name: string; passed: number; asked: number }[];
}

/** The lectures' ids, for a title. */
export const assignmentNames = ({ assignments }: Summary): string =>
  assignments.map(({ id }) => id).join(', ');

/** 0 where there are none. */
export const meanScore = ({ scores }: AssignmentSummary): number =>
  scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;

/** Writes one kind of report, a submission at a time, so that a large class takes no more memory than a small one. */
export interface ReportWriter {
  /** Who reads it: the instructor in the command's language, or one student in their notebook's. */
  readonly reader: 'instructor' | 'student';
  begin(batch: Batch): Promise<void>;
  add(report: SubmissionReport): Promise<void>;
  end(): Promise<void>;
}

/** A file that appears under its name only when it is complete. */
export class FileWriter {
  readonly #stream: WriteStream;
  readonly #finish: () => void;
  #failure: Error | undefined;

  constructor(path: string) {
    const { descriptor, finish } = newFile(path);
    this.#finish = finish;
    this.#stream = createWriteStream('', { fd: descriptor });
    this.#stream.on('error', (error) => {
      this.#failure = error;
    });
  }

  async write(text: string): Promise<void> {
    if (this.#failure) throw this.#failure;
    if (!this.#stream.write(text)) await once(this.#stream, 'drain');
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.#stream.on('error', reject);
      this.#stream.end(() => (this.#failure ? reject(this.#failure) : resolve()));
    });
    this.#finish();
  }
}
