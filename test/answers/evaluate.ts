import { createRequire } from 'node:module';
import { runInThisContext } from 'node:vm';
import ts from 'typescript';
import type { Exercise } from '../../exercises/exercise';
import { type Answer, callAnswer } from '../../exercises/self-check/call-answer';
import type { Extracted } from '../../grader/extraction/extracted';
import { gradeExercise } from '../../grader/marking/grade-exercise';
import type { ExerciseResult } from '../../grader/marking/result';
import type { Rubric } from '../../grader/marking/rubrics';
import * as library from '../../index';
import { runCells } from './run-cells';
import { spellings } from './spellings';

/** Turns cells into the function that answers the exercise, all of them one module. */
export function loadAnswer(exercise: Exercise, cells: string[]): Answer {
  const find = spellings(exercise)
    .map((name) => `typeof ${name} === 'function' ? ${name}`)
    .join(' : ');
  const define = runInThisContext(
    `(function (require, exports) { ${javaScript(cells)}\nreturn ${find} : undefined; })`,
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

const javaScript = (cells: string[]): string =>
  ts.transpileModule(cells.join('\n'), {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      removeComments: true,
    },
  }).outputText;

/** Grades an answer in this process, each run with the answer loaded anew: fast, for the test of the checks themselves. */
export function evaluate(rubric: Rubric, cells: string[]): Promise<Omit<ExerciseResult, 'likeness'>> {
  const { exercise } = rubric;
  const source = cells.join('\n');
  const extracted: Extracted = {
    exercise: exercise.id,
    status: 'found',
    source,
    code: javaScript(cells),
    assumptions: [],
  };
  return gradeExercise(rubric, extracted, async (_, groups) => {
    const answer = (await loadNotebook(exercise, cells)) as Answer;
    return groups.map((calls) => callAnswer(answer, calls));
  });
}
