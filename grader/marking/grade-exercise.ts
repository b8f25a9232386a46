import type { Outcome } from '../../exercises/call';
import type { PublishedExercise } from '../../exercises/catalogue/published-exercise';
import { judge } from '../../exercises/judge';
import type { PreparedCheck } from '../../exercises/prepared-check';
import { recognise } from '../../exercises/recognise';
import { stateful } from '../../exercises/recognise-behaviour';
import type { Words } from '../../lib/language';
import type { Extracted } from '../extraction/extracted';
import { deductions, partialCredit } from './adjustments';
import { type CheckResult, type ExerciseResult, points, statusOf } from './result';
import type { Rubric } from './rubrics';
import { type Run, runChecks } from './run-checks';
import { publicOutcomes, sideEffectAdvice } from './side-effects';

const none: Words = { pl: '', en: '' };

/** Grades one exercise of a submission: runs the answer's calls, judges each check and names the misconception. */
export async function gradeExercise(
  rubric: Rubric,
  extracted: Extracted,
  run: Run,
): Promise<Omit<ExerciseResult, 'likeness'>> {
  const { exercise, checks, maxScore } = rubric;
  const base = {
    id: exercise.id,
    title: exercise.title,
    maxScore,
    code: extracted.source,
    ...(extracted.cell !== undefined && { cell: extracted.cell }),
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

  const { outcomes, misconception } = await outcomesOf(exercise, checks, extracted, run);
  const loadError = outcomes.flat().find((outcome) => outcome.kind === 'load-error');
  const results = checks.map((check, i): CheckResult => {
    const verdict = judge(check, outcomes[i] as Outcome[]);
    return resultOf(check, verdict.status, verdict.message);
  });
  const deducted = deductions(exercise, checks, results, outcomes);
  const sofar = points([...results, ...deducted].map((result) => result.score));
  const credit = partialCredit(rubric, outcomes, misconception, sofar);
  const all = [...results, ...deducted, ...(credit ? [credit] : [])];
  const score = points(all.map((result) => result.score));
  notes.push(...sideEffectAdvice(publicOutcomes(checks, outcomes), deducted.length > 0));
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
  };
}

/** What became of each check's calls, and the misconception that explains what is wrong with them. */
async function outcomesOf(
  { recognisers }: PublishedExercise,
  checks: PreparedCheck[],
  extracted: Extracted,
  run: Run,
): Promise<{ outcomes: Outcome[][]; misconception: string | undefined }> {
  let misconception: string | undefined;
  const outcomes = await runChecks(checks, extracted, run, (first) => {
    misconception = recognise(checks, first, extracted.code, recognisers);
    return misconception === stateful.id ? 'stateful' : misconception !== undefined;
  });
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
