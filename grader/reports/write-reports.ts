import { lectures } from '../../exercises/catalogue/catalogue';
import { collectGarbage } from '../batch/collect-garbage';
import { Flags } from '../batch/flags';
import type { Graded } from '../batch/grade-batch';
import type { Journal } from '../batch/journal';
import { mustFit } from '../batch/match-overrides';
import type { Override } from '../batch/overrides';
import { type Presentation, type SubmissionReport, submissionReport } from './submission-report';
import type { AssignmentSummary, Batch, ReportWriter, Summary } from './writer';

/**
 * Writes all reports of a batch in two passes over the journal: one for what stands on top of them, one for the
 * submissions, so that only one submission is held in memory at a time.
 *
 * @throws {UsageError} where an override is about a lecture that its student has not handed in
 */
export async function writeReports(
  graded: Graded[],
  journal: Journal,
  overrides: Override[],
  solutions: Map<string, string>,
  show: Presentation,
  about: Omit<Batch, 'summary' | 'byHand' | 'language'>,
  writers: ReportWriter[],
): Promise<Summary> {
  const flags = new Flags(solutions, show.language);
  const handedIn = new Map<string, Set<string>>();
  for (const { file, student, key } of graded) {
    const { assignment, exercises } = journal.read(key);
    handedIn.set(student, (handedIn.get(student) ?? new Set()).add(assignment));
    flags.note(
      student,
      file,
      assignment,
      exercises.map(({ likeness }) => likeness),
    );
  }
  mustFit(overrides, handedIn);
  const reportOf = (one: Graded): SubmissionReport => {
    const result = journal.read(one.key);
    const own = overrides.filter(({ student }) => student === one.student);
    const flagged = flags.of(one.student, one.file, result.assignment, result.exercises);
    return submissionReport(one, result, own, flagged, show);
  };

  const { summary, byHand } = summarise(each(graded, reportOf), show);
  const batch: Batch = { ...about, language: show.language, byHand, summary };
  for (const writer of writers) await writer.begin(batch);
  for (const one of graded) {
    const report = reportOf(one);
    for (const writer of writers) await writer.add(report);
    collectGarbage();
  }
  for (const writer of writers) await writer.end();
  return summary;
}

function summarise(
  reports: Iterable<SubmissionReport>,
  { rubrics }: Presentation,
): { summary: Summary; byHand: string[] } {
  const assignments = new Map<string, AssignmentSummary>();
  const misconceptions = new Map<string, number>();
  const statuses = { graded: 0, unreadable: 0, 'grader-fault': 0 };
  const byHand = new Set<string>(); // a student who has handed in twice has it in both
  let count = 0;
  for (const { assignment: id, student, score, maxScore, status, exercises } of reports) {
    count++;
    statuses[status]++;
    const own = rubrics.flatMap(({ exercise }) => (exercise.lecture === id ? [exercise.id as string] : []));
    const none = { id, maxScore: 0, scores: [], exercises: own, conclusions: [] };
    const assignment: AssignmentSummary = assignments.get(id) ?? none;
    assignments.set(id, assignment);
    assignment.scores.push(score);
    assignment.maxScore = Math.max(assignment.maxScore, maxScore);
    for (const { id: exercise, diagnosis, override } of exercises) {
      if (diagnosis) misconceptions.set(diagnosis, (misconceptions.get(diagnosis) ?? 0) + 1);
      if (override) byHand.add(`${student}, ${exercise}: ${override.score} → ${override.points}`);
      if (!own.includes(exercise) && !assignment.conclusions.includes(exercise))
        assignment.conclusions.push(exercise);
    }
  }
  const summary = {
    count,
    assignments: lectures.flatMap(({ id }) => assignments.get(id) ?? []),
    misconceptions: [...misconceptions].sort((a, b) => b[1] - a[1]),
    statuses,
  };
  return { summary, byHand: [...byHand] };
}

function* each<T, U>(items: T[], map: (item: T) => U): Generator<U> {
  for (const item of items) yield map(item);
}
