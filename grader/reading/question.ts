import type { Place } from '../submission/place';

/** What the grader asks the process that reads: each question stands by itself, so that another one can answer the next. */
export type Question = { place: Place } & (
  | { kind: 'list' }
  | { kind: 'begins-like-notebook' }
  | { kind: 'digest' }
  | { kind: 'open'; file: string }
  | { kind: 'pack'; file: string }
  | { kind: 'answer'; file: string; exercise: string }
  | { kind: 'conclusions'; file: string; exercise: string }
);

/** What comes back: an answer, or why there is none for a reason of the machine's. */
export type Reply = { ready: true } | { answer: unknown } | { fault: string };
