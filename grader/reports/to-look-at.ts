import type { Words } from '../../lib/language';
import type { SubmissionReport } from './submission-report';

/** Why a person may want to look at a hand-in, the most pressing first. */
export const reasons = [
  'grader-fault',
  'unreadable',
  'flagged',
  'timeout',
  'conclusions',
  'by-hand',
] as const;

export type Reason = (typeof reasons)[number];

/** A reason as the page names it. */
export const reasonWords: Record<Reason, Words> = {
  'grader-fault': { pl: 'zawiodło ocenianie', en: 'grader fault' },
  unreadable: { pl: 'nie dają się odczytać', en: 'unreadable' },
  flagged: { pl: 'z uwagą ⚑', en: 'flagged ⚑' },
  timeout: { pl: 'za długo', en: 'ran too long' },
  conclusions: { pl: 'wnioski do oceny', en: 'conclusions to mark' },
  'by-hand': { pl: 'punkty zmienione ręcznie', en: 'points changed by hand' },
};

/** The reasons of one hand-in. */
export function reasonsOf(report: SubmissionReport): Reason[] {
  const holds: Record<Reason, boolean> = {
    'grader-fault': report.status === 'grader-fault',
    unreadable: report.status === 'unreadable',
    flagged: report.flags.length > 0,
    timeout: report.exercises.some(({ checks }) => checks.some(({ status }) => status === 'timeout')),
    conclusions: report.manualReview.some(({ state }) => state === 'answered' || state === 'short'),
    'by-hand': report.exercises.some(({ override }) => override !== undefined),
  };
  return reasons.filter((reason) => holds[reason]);
}
