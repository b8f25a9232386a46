import { once } from 'node:events';
import { createWriteStream, renameSync, type WriteStream } from 'node:fs';
import type { EqualAnswers } from '../batch/flags';
import type { SubmissionReport } from './submission-report';

/** What a report says beside the submissions. */
export interface Batch {
  seed: string;
  language: 'pl' | 'en';
  /** Which layers of the sandbox were in use. */
  sandbox: { name: string; active: boolean; detail: string }[];
  /** Rows of overrides.csv that were merged. */
  overrides: number;
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
  statuses: Record<'graded' | 'unreadable' | 'grader-fault', number>;
}

/** One lecture's submissions at a glance. */
export interface AssignmentSummary {
  /** The lecture's id. */
  id: string;
  maxScore: number;
  scores: number[];
  exercises: string[];
}

/** The lectures' ids, for a title. */
export const assignmentNames = ({ assignments }: Summary): string =>
  assignments.map(({ id }) => id).join(', ');

/** 0 where there are none. */
export const meanScore = ({ scores }: AssignmentSummary): number =>
  scores.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / scores.length;

/** Writes one kind of report, a submission at a time, so that a large class takes no more memory than a small one. */
export interface ReportWriter {
  begin(batch: Batch): Promise<void>;
  add(report: SubmissionReport): Promise<void>;
  end(): Promise<void>;
}

/** A file that appears under its name only when it is complete. */
export class FileWriter {
  readonly #stream: WriteStream;
  #failure: Error | undefined;
  readonly #path: string;

  constructor(path: string) {
    this.#path = path;
    this.#stream = createWriteStream(`${path}.part`);
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
    renameSync(`${this.#path}.part`, this.#path);
  }
}
