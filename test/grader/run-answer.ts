import { expect } from 'vitest';
import type { Call, Outcome } from '../../exercises/call';
import { extractExercise } from '../../grader/extraction/extract-exercise';
import { type RunOptions, runCalls } from '../../grader/sandbox/run-calls';
import type { Sandbox } from '../../grader/sandbox/sandbox';
import { cellsFrom } from './notebook-of';

const header = "import { tf, BayesLinear } from 'bayes-notebooks';";

/** Runs an answer on groups of calls, one for each check. */
export function runAnswer(
  sandbox: Sandbox,
  source: string,
  groups: Call[][],
  functionName = 'klLoss',
  options: RunOptions = {},
): Promise<Outcome[][]> {
  const extracted = extractExercise(cellsFrom([header, source]), { id: 'exercise-1', functionName });
  expect(extracted.status).toBe('found');
  return runCalls(extracted, groups, { sandbox, seed: '7' }, options);
}
