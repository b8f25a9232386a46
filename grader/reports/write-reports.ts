import { lectures } from '../../exercises/catalogue/catalogue';
import { collectGarbage } from '../batch/collect-garbage';
import { Flags } from '../batch/flags';
import type { Graded } from '../batch/grade-batch';
import type { Journal } from '../batch/journal';
import type { Override } from '../batch/overrides';
import { points } from '../marking/result';
import { type Presentation, type SubmissionReport, submissionReport } from './submission-report';
import type { AssignmentSummary, Batch, ReportWriter, Summary } from './writer';

/**
 * Writes all reports of a batch in two passes over the journal: one for what stands on top of them, one for the
 * submissions, so that only one submission is held in memory at a time.
 */
export async function writeReports(
  graded: Graded[],
  journal: Journal,
  overrides: Override[],
  solutions: Map<string, string>,
  show: Presentation,
  about: Omit<Batch, 'summary' | 'overrides' | 'language' | 'equalAnswers'>,
  writers: ReportWriter[],
): Promise<Summary> {
  const flags = new Flags(solutions, show.language);
  for (const one of graded) flags.note({ ...one, result: journal.read(one.key) });
  const reportOf = (one: Graded): SubmissionReport => {
    const result = journal.read(one.key);
    const own = overrides.filter(({ student }) => student === one.student);
    const flagged = flags.of({ ...one, result });
    return submissionReport(one, result, own, flagged, show);
  };

  const summary = summarise(each(graded, reportOf), show);
  const students = new Set(graded.map(({ student }) => student));
  const merged = overrides.filter(({ student }) => students.has(student)).length;
  const equalAnswers = flags.equalAnswers();
  const batch: Batch = { ...about, language: show.language, overrides: merged, equalAnswers, summary };
  for (const writer of writers) await writer.begin(batch);
  for (const one of graded) {
    const report = reportOf(one);
    for (const writer of writers) await writer.add(report);
    collectGarbage();
  }
  for (const writer of writers) await writer.end();
  return summary;
}

function summarise(reports: Iterable<SubmissionReport>, { rubrics }: Presentation): Summary {
  const scores = new Map<string, number[]>(lectures.map(({ id }) => [id, []]));
  const misconceptions = new Map<string, number>();
  const statuses = { graded: 0, unreadable: 0, 'grader-fault': 0 };
  let count = 0;
  for (const { assignment, score, status, exercises } of reports) {
    count++;
    scores.get(assignment)?.push(score);
    statuses[status]++;
    for (const { diagnosis } of exercises)
      if (diagnosis) misconceptions.set(diagnosis, (misconceptions.get(diagnosis) ?? 0) + 1);
  }
  const assignments = [...scores]
    .filter(([, some]) => some.length > 0)
    .map(([id, some]): AssignmentSummary => {
      const own = rubrics.filter(({ exercise }) => exercise.lecture === id);
      return {
        id,
        maxScore: points(own.map(({ maxScore }) => maxScore)),
        scores: some,
        exercises: own.map(({ exercise }) => exercise.id),
      };
    });
  return {
    count,
    assignments,
    misconceptions: [...misconceptions].sort((a, b) => b[1] - a[1]),
    statuses,
  };
}

function* each<T, U>(items: T[], map: (item: T) => U): Generator<U> {
  for (const item of items) yield map(item);
}
