import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import type { Exercise } from '../../exercises/exercise';
import { type Answer, callAnswer } from '../../exercises/self-check/call-answer';
import type { Extracted } from '../../grader/extraction/extracted';
import { gradeExercise } from '../../grader/marking/grade-exercise';
import type { ExerciseResult } from '../../grader/marking/result';
import type { Rubric } from '../../grader/marking/rubrics';
import * as library from '../../index';
import { spellings } from './spellings';

/** Turns cells into the function that answers the exercise, as a notebook's kernel would. */
export function loadAnswer(exercise: Exercise, cells: string[]): Answer {
  const find = spellings(exercise)
    .map((name) => `typeof ${name} === 'function' ? ${name}`)
    .join(' : ');
  const define = runInThisContext(
    `(function (require, exports) { ${javaScript(cells)}\nreturn ${find} : undefined; })`,
  );
  return define(() => library, {});
}

const javaScript = (cells: string[]): string =>
  ts.transpileModule(cells.join('\n'), {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      removeComments: true,
    },
  }).outputText;

/** Grades an answer in this process, each run with the answer loaded anew: fast, for the test of the checks themselves. */
export function evaluate(rubric: Rubric, cells: string[]): Promise<ExerciseResult> {
  const { exercise } = rubric;
  const source = cells.join('\n');
  const extracted: Extracted = {
    exercise: exercise.id,
    status: 'found',
    source,
    code: javaScript(cells),
    assumptions: [],
  };
  return gradeExercise(rubric, extracted, async (_, calls) => callAnswer(loadAnswer(exercise, cells), calls));
}
