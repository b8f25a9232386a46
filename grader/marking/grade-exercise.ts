import type { Outcome } from '../../exercises/call';
import type { PublishedExercise } from '../../exercises/catalogue/published-exercise';
import { judge } from '../../exercises/judge';
import type { PreparedCheck } from '../../exercises/prepared-check';
import { recognise } from '../../exercises/recognise';
import { stateful } from '../../exercises/recognise-behaviour';
import type { Words } from '../../lib/language';
import type { Extracted } from '../extraction/extracted';
import { likeness } from './likeness';
import { type CheckResult, type ExerciseResult, points, statusOf } from './result';
import type { Rubric } from './rubrics';
import { type Run, runChecks } from './run-checks';

const none: Words = { pl: '', en: '' };

/** Grades one exercise of a submission: runs the answer's calls, judges each check and names the misconception. */
export async function gradeExercise(
  { exercise, checks, maxScore }: Rubric,
  extracted: Extracted,
  run: Run,
): Promise<ExerciseResult> {
  const base = {
    id: exercise.id,
    title: exercise.title,
    maxScore,
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

  const { outcomes, misconception } = await outcomesOf(exercise, checks, extracted, run);
  const loadError = outcomes.flat().find((outcome) => outcome.kind === 'load-error');
  const results = checks.map((check, i): CheckResult => {
    const verdict = judge(check, outcomes[i] as Outcome[]);
    return resultOf(check, verdict.status, verdict.message);
  });
  const all = [...results, ...deductions(exercise, results, outcomes)];
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

/** What became of each check's calls, and the misconception that explains what is wrong with them. */
async function outcomesOf(
  { recognisers }: PublishedExercise,
  checks: PreparedCheck[],
  extracted: Extracted,
  run: Run,
): Promise<{ outcomes: Outcome[][]; misconception: string | undefined }> {
  let misconception: string | undefined;
  const outcomes = await runChecks(checks, extracted, run, (first) => {
    misconception = recognise(checks, first, extracted.source, recognisers);
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

/** Altered inputs cost points where the values are right all the same; they can never earn any. */
function deductions(
  exercise: PublishedExercise,
  results: CheckResult[],
  outcomes: Outcome[][],
): CheckResult[] {
  const altered = results.some(
    ({ status }, i) =>
      status === 'passed' &&
      outcomes[i]?.some(
        (outcome) =>
          outcome.kind === 'value' && (outcome.effects.inputsChanged || outcome.effects.inputsDisposed),
      ),
  );
  return (exercise.deductions ?? [])
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

const leakAdvice = (count: number): Words => ({
  pl: `rada: jedno wywołanie zostawia w pamięci do ${count} tensorów; tf.tidy je zwolni`,
  en: `advice: one call leaves up to ${count} tensors in memory; tf.tidy would free them`,
});
