import type { Words } from '../../lib/language';
import type { CheckStatus, ExerciseStatus, SubmissionStatus } from '../marking/result';
import type { ManualReview } from '../reading/manual-review';

/** How a person is told of an exercise's status; report.json and report.csv keep the names themselves. */
export const exerciseWords: Record<ExerciseStatus, Words> = {
  passed: { pl: 'dobrze', en: 'passed' },
  partial: { pl: 'częściowo', en: 'partial' },
  failed: { pl: 'źle', en: 'failed' },
  missing: { pl: 'brak rozwiązania', en: 'missing' },
  error: { pl: 'nie daje się wczytać', en: 'error' },
  timeout: { pl: 'za długo', en: 'timeout' },
};

/** Likewise of a check's. */
export const checkWords: Record<CheckStatus, Words> = {
  passed: { pl: 'dobrze', en: 'passed' },
  failed: { pl: 'źle', en: 'failed' },
  error: { pl: 'błąd', en: 'error' },
  timeout: { pl: 'za długo', en: 'timeout' },
  skipped: { pl: 'pominięty', en: 'skipped' },
};

/** A check's status as one character. */
export const checkMarks: Record<CheckStatus, string> = {
  passed: '✓',
  failed: '✗',
  error: '✗',
  timeout: '⏱',
  skipped: '–',
};

/** Likewise of a hand-in's. */
export const submissionWords: Record<SubmissionStatus, Words> = {
  graded: { pl: 'oceniona', en: 'graded' },
  unreadable: { pl: 'nie daje się odczytać', en: 'unreadable' },
  'grader-fault': { pl: 'zawiodło ocenianie', en: 'grader fault' },
};

/** What there is to read of written conclusions. */
export const conclusionWords: Record<ManualReview['state'], Words> = {
  missing: { pl: 'nie ma komórki z wnioskami', en: 'there is no cell with conclusions' },
  untouched: { pl: 'nieuzupełnione', en: 'untouched' },
  short: {
    pl: 'bardzo krótkie, do oceny przez prowadzącego',
    en: 'very short, to be marked by the instructor',
  },
  answered: { pl: 'do oceny przez prowadzącego', en: 'to be marked by the instructor' },
};
