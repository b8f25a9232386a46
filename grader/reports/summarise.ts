import { lectures } from '../../exercises/catalogue/catalogue';
import type { Language } from '../../lib/language';
import { points } from '../marking/result';
import type { Rubric } from '../marking/rubrics';
import { plainNumber } from './plain-number';
import type { ExerciseReport, SubmissionReport } from './submission-report';
import { type Reason, reasons, reasonsOf } from './to-look-at';
import type { AssignmentSummary, ExerciseSummary, Summary } from './writer';

/** The batch at a glance, from one pass over its reports. */
export function summarise(
  reports: Iterable<SubmissionReport>,
  { rubrics, language }: { rubrics: Rubric[]; language: Language },
): { summary: Summary; byHand: string[] } {
  const assignments = new Map(
    lectures.map(({ id }) => [id, emptyAssignment(id, rubrics, language)] as const),
  );
  const misconceptions = new Map<string, number>();
  const statuses = { graded: 0, unreadable: 0, 'grader-fault': 0 };
  const toLookAt = new Map(reasons.map((reason): [Reason, number] => [reason, 0]));
  const byHand = new Set<string>(); // a student who has handed in twice has it in both
  let count = 0;
  for (const report of reports) {
    count++;
    statuses[report.status]++;
    for (const reason of reasonsOf(report)) toLookAt.set(reason, (toLookAt.get(reason) ?? 0) + 1);
    const assignment = assignments.get(report.assignment);
    if (!assignment) continue;
    assignment.scores.push(report.score);
    assignment.maxScore = Math.max(assignment.maxScore, report.maxScore);
    for (const exercise of report.exercises) {
      const own = assignment.exercises.find(({ id }) => id === exercise.id);
      if (own) countIn(own, exercise);
      else if (!assignment.conclusions.includes(exercise.id)) assignment.conclusions.push(exercise.id);
      const { id, diagnosis, override } = exercise;
      if (override) {
        const [before, now] = [override.score, override.points].map((one) => plainNumber(one, language));
        byHand.add(`${report.student}, ${id}: ${before} → ${now}`);
      }
      if (diagnosis) misconceptions.set(diagnosis, (misconceptions.get(diagnosis) ?? 0) + 1);
    }
  }
  const summary = {
    count,
    assignments: [...assignments.values()].filter(({ scores }) => scores.length > 0),
    misconceptions: [...misconceptions].sort((a, b) => b[1] - a[1]),
    statuses,
    toLookAt: [...toLookAt].filter(([, times]) => times > 0),
  };
  return { summary, byHand: [...byHand] };
}

function emptyAssignment(id: string, rubrics: Rubric[], language: Language): AssignmentSummary {
  const own = rubrics.filter(({ exercise }) => exercise.lecture === id);
  return {
    id,
    maxScore: points(own.map(({ maxScore }) => maxScore)),
    scores: [],
    exercises: own.map(({ exercise, maxScore }) => ({
      id: exercise.id,
      title: exercise.title[language],
      maxScore,
      score: 0,
      statuses: { passed: 0, partial: 0, failed: 0, missing: 0, error: 0, timeout: 0 },
      checks: [],
    })),
    conclusions: [],
  };
}

/** Checks of answers that could not be run say nothing about the check. */
function countIn(summary: ExerciseSummary, exercise: ExerciseReport): void {
  summary.score = points([summary.score, exercise.score]);
  summary.statuses[exercise.status]++;
  if (exercise.status === 'missing' || exercise.status === 'error') return;
  for (const { id, name, status, maxScore } of exercise.checks) {
    if (maxScore === 0) continue; // a deduction, listed where it was made
    let check = summary.checks.find((one) => one.id === id);
    if (!check) {
      check = { id, name, passed: 0, asked: 0 };
      summary.checks.push(check);
    }
    check.asked++;
    if (status === 'passed') check.passed++;
  }
}
