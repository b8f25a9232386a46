import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import type { Exercise } from '../../exercises/exercise';
import { judge, type Verdict } from '../../exercises/judge';
import { recognise } from '../../exercises/recognise';
import { type Answer, callAnswer } from '../../exercises/self-check/call-answer';
import type { Rubric } from '../../grader/marking/rubrics';
import * as library from '../../index';
import { runCells } from './run-cells';
import { spellings } from './spellings';

/** Turns cells into the function that answers the exercise, all of them one module. */
export function loadAnswer(exercise: Exercise, cells: string[]): Answer {
  const find = spellings(exercise)
    .map((name) => `typeof ${name} === 'function' ? ${name}`)
    .join(' : ');
  const { outputText } = ts.transpileModule(cells.join('\n'), {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  });
  const define = runInThisContext(
    `(function (require, exports) { ${outputText}\nreturn ${find} : undefined; })`,
  );
  return define(() => library, {});
}

/** What the library and Node's modules are to cells that are run in this process. */
function load(name: string): unknown {
  if (name === 'bayes-notebooks') return library;
  return name.startsWith('@tensorflow/') ? library.tf : createRequire(__filename)(name);
}

/** Runs cells one by one, as a notebook's kernel does, and takes the function that answers the exercise. */
export async function loadNotebook(exercise: Exercise, cells: string[]): Promise<Answer | undefined> {
  const declared = await runCells(cells, load);
  const found = spellings(exercise).map((name) => declared[name]);
  return found.find((value) => typeof value === 'function') as Answer | undefined;
}

/** Judges an answer in this process: fast, for the test of the checks themselves. */
export async function evaluate(
  { exercise, checks }: Pick<Rubric, 'exercise' | 'checks'>,
  cells: string[],
): Promise<{ verdicts: Verdict[]; score: number; diagnosis: string | undefined }> {
  const answer = (await loadNotebook(exercise, cells)) as Answer;
  const outcomes = checks.map((check) => check.calls.map(({ call }) => callAnswer(answer, call)));
  const verdicts = checks.map((check, i) => judge(check, outcomes[i] ?? []));
  const score = checks.reduce(
    (sum, { points }, i) => sum + (verdicts[i]?.status === 'passed' ? points : 0),
    0,
  );
  const diagnosis = recognise(checks, outcomes, cells.join('\n'), exercise.recognisers);
  return { verdicts, score, diagnosis };
}
