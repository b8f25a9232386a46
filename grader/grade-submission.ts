import { conclusions } from '../exercises/average-weights/conclusions';
import type { Call, Extracted, Outcome } from '../exercises/call';
import { judge } from '../exercises/judge';
import { maxScore, type Rubric } from '../exercises/marking/rubric';
import type { Words } from '../exercises/misconceptions';
import type { PreparedCheck } from '../exercises/prepared-check';
import { diagnose } from '../exercises/recognise';
import { likeness } from './batch/likeness';
import { extractExercise } from './extraction/extract-exercise';
import { GraderFault } from './grader-fault';
import { type CheckResult, type ExerciseResult, points, type SubmissionResult } from './reports/report';
import { readConclusions } from './submission/read-conclusions';
import type { Submission } from './submission/read-submission';

/** Runs an answer's calls, as `runCalls` does once the sandbox is open. */
export type Run = (extracted: Extracted, calls: Call[]) => Promise<Outcome[]>;

export interface Assignment {
  rubrics: Rubric[];
  checks: PreparedCheck[];
  run: Run;
  /** Whether a submission's exercises run side by side, where cores would be idle else; by default one by one. */
  sideBySide?: boolean;
}

const none: Words = { pl: '', en: '' };

/**
 * Grades one submission: reads, extracts, runs and judges. A fault of the grader is tried once more and then
 * reported as that, never as a zero.
 */
export async function gradeSubmission(
  read: () => Promise<Submission>,
  assignment: Assignment,
): Promise<SubmissionResult> {
  const started = performance.now();
  const seconds = () => Math.round((performance.now() - started) / 10) / 100;
  let fault: unknown;
  for (let attempt = 1; attempt <= 2; attempt++) {
    try {
      return { ...(await gradeOnce(await read(), assignment)), seconds: seconds() };
    } catch (error) {
      fault = error;
    }
  }
  const reason = fault instanceof GraderFault ? fault.message : `${(fault as Error)?.stack ?? fault}`;
  return {
    status: 'grader-fault',
    seconds: seconds(),
    message: { pl: `zawiódł system oceniania: ${reason}`, en: `the grader failed: ${reason}` },
    exercises: [],
    manualReview: [],
    notes: [],
  };
}

async function gradeOnce(submission: Submission, assignment: Assignment): Promise<SubmissionResult> {
  if (!submission.ok)
    return {
      status: 'unreadable',
      seconds: 0,
      message: submission.message,
      exercises: [],
      manualReview: [],
      notes: [],
    };
  const { rubrics, checks, run, sideBySide } = assignment;
  const gradeRubric = (rubric: Rubric): Promise<ExerciseResult> =>
    gradeExercise(
      rubric,
      checks.filter(({ exercise }) => exercise === rubric.exercise),
      extractExercise(submission.cells, {
        id: rubric.exercise,
        functionName: rubric.functionName,
        ...(rubric.aliases && { aliases: rubric.aliases }),
      }),
      run,
    );
  const exercises: ExerciseResult[] = [];
  if (sideBySide) exercises.push(...(await Promise.all(rubrics.map(gradeRubric))));
  else for (const rubric of rubrics) exercises.push(await gradeRubric(rubric));
  return {
    status: 'graded',
    seconds: 0,
    message: none,
    exercises,
    manualReview: [{ id: conclusions.id, ...readConclusions(submission.cells) }],
    notes: submission.notes,
  };
}

async function gradeExercise(
  rubric: Rubric,
  checks: PreparedCheck[],
  extracted: Extracted,
  run: Run,
): Promise<ExerciseResult> {
  const base = {
    id: rubric.exercise,
    title: rubric.title,
    maxScore: points([maxScore({ checks })]),
    code: extracted.source,
    ...(extracted.cell !== undefined && { cell: extracted.cell }),
    likeness: '',
  };
  const notes: Words[] = [...extracted.assumptions];
  if (extracted.status !== 'found') {
    const status = extracted.status === 'missing' ? 'missing' : 'error';
    return {
      ...base,
      status,
      score: 0,
      checks: checks.map((check) => resultOf(check, 'skipped', none)),
      notes: extracted.message ? [extracted.message, ...notes] : notes,
    };
  }

  const { outcomes, misconception } = await outcomesOf(checks, extracted, run);
  const loadError = outcomes.flat().find((outcome) => outcome.kind === 'load-error');
  const results = checks.map((check, i): CheckResult => {
    const verdict = judge(check, outcomes[i] as Outcome[]);
    return resultOf(check, verdict.status, verdict.message);
  });
  const all = [...results, ...deductions(rubric, results, outcomes)];
  const score = Math.max(0, points(all.map((result) => result.score)));
  const leaked = outcomes
    .flat()
    .flatMap((outcome) => (outcome.kind === 'value' ? [outcome.effects.tensorsLeaked] : []));
  if (leaked.some((count) => count > 0)) notes.push(leakAdvice(Math.max(...leaked)));
  if (loadError?.kind === 'load-error')
    notes.unshift({
      pl: `nie da się wczytać: ${loadError.message}`,
      en: `cannot be loaded: ${loadError.message}`,
    });
  return {
    ...base,
    status: loadError ? 'error' : statusOf(results, score, base.maxScore),
    score,
    ...(misconception && { misconception }),
    checks: all,
    notes,
    likeness: likeness(extracted.code),
  };
}

/**
 * Runs all calls in one child. Where a wrong value may come from what an earlier call left behind, each failed
 * check is run once more alone, so that no check costs the points of another.
 */
async function outcomesOf(
  checks: PreparedCheck[],
  extracted: Extracted,
  run: Run,
): Promise<{ outcomes: Outcome[][]; misconception: string | undefined }> {
  const flat = await run(
    extracted,
    checks.flatMap(({ calls }) => calls.map(({ call }) => call)),
  );
  let next = 0;
  const outcomes = checks.map(({ calls }) => calls.map(() => flat[next++] as Outcome));
  const misconception = diagnose(checks, outcomes, extracted.source);
  if (misconception && misconception !== 'stateful') return { outcomes, misconception };

  let passedSome = false;
  for (const [i, check] of checks.entries()) {
    const own = outcomes[i] as Outcome[];
    const verdict = judge(check, own);
    if (verdict.status === 'passed') passedSome = true;
    if (
      verdict.status !== 'failed' ||
      !(passedSome || misconception) ||
      own.some(({ kind }) => kind !== 'value')
    )
      continue;
    outcomes[i] = await run(
      extracted,
      check.calls.map(({ call }) => call),
    );
  }
  return { outcomes, misconception };
}

const resultOf = (check: PreparedCheck, status: CheckResult['status'], message: Words): CheckResult => ({
  id: check.id,
  name: check.name,
  visibility: check.visibility,
  status,
  score: status === 'passed' ? check.points : 0,
  maxScore: check.points,
  message,
});

/** Altered inputs cost points where the values are right all the same; they can never earn any. */
function deductions(rubric: Rubric, results: CheckResult[], outcomes: Outcome[][]): CheckResult[] {
  const altered = results.some(
    ({ status }, i) =>
      status === 'passed' &&
      outcomes[i]?.some(
        (outcome) =>
          outcome.kind === 'value' && (outcome.effects.inputsChanged || outcome.effects.inputsDisposed),
      ),
  );
  return rubric.deductions
    .filter(() => altered)
    .map((deduction) => ({
      id: deduction.id,
      name: deduction.name,
      visibility: 'public',
      status: 'failed',
      score: -deduction.points,
      maxScore: 0,
      message: {
        pl: 'funkcja zmienia albo usuwa tensory, które dostaje',
        en: 'the function changes or disposes the tensors that it is given',
      },
    }));
}

export function statusOf(
  checks: { status: CheckResult['status']; score: number }[],
  score: number,
  most: number,
): ExerciseResult['status'] {
  if (score >= most) return 'passed';
  if (score > 0) return 'partial';
  const pointless = checks.filter((check) => check.score <= 0);
  return pointless.length > 0 && pointless.every(({ status }) => status === 'timeout') ? 'timeout' : 'failed';
}

const leakAdvice = (count: number): Words => ({
  pl: `rada: jedno wywołanie zostawia w pamięci do ${count} tensorów; tf.tidy je zwolni`,
  en: `advice: one call leaves up to ${count} tensors in memory; tf.tidy would free them`,
});
