import ts from 'typescript';
import type { Words } from '../../lib/language';
import type { Cell } from '../submission/cell';
import { collectNeeds } from './collect-needs';
import { defaultExport } from './declarations';
import type { ExerciseName } from './exercise-name';
import type { Extracted } from './extracted';
import { type Answer, findAnswer, namePattern } from './find-answer';
import { type ParsedCell, parseCode, parseProse } from './parse-cells';
import { syntaxErrorNear } from './syntax-error-near';

/**
 * Cuts an exercise's function out of a submission, with all that it needs and nothing else. Nothing is run.
 *
 * Types explain and are dropped; a type error, or a syntax error in a cell that the answer does not need, costs nothing.
 *
 * @returns `missing` for an untouched stub or no such function, `unloadable` with the cell and the line of
 *   a syntax error in the answer's own cell
 */
export function extractExercise(cells: Cell[], exercise: ExerciseName): Extracted {
  try {
    return extract(cells, exercise);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return unloadable(exercise, {
      pl: `kod jest zbyt długi albo zbyt głęboko zagnieżdżony: ${error.message}`,
      en: `the code is too long or nests too deep: ${error.message}`,
    });
  }
}

function extract(cells: Cell[], exercise: ExerciseName): Extracted {
  const code = parseCode(cells);
  const whole = code.filter(({ errors }) => errors.length === 0);
  const answer = findAnswer(whole, exercise);
  if (answer && !answer.stub) return found(answer, whole, exercise);

  const broken = syntaxErrorNear(code, exercise);
  if (broken) return unloadable(exercise, broken.message, broken.cell);

  const elsewhere = parseProse(cells, namePattern(exercise)).filter(({ errors }) => errors.length === 0);
  const stray = findAnswer(elsewhere, exercise);
  if (stray && !stray.stub) {
    const cell = stray.declaration.parsed.cell.number;
    const assumption: Words = {
      pl: `odpowiedź stoi w komórce ${cell}, która nie jest komórką kodu`,
      en: `the answer stands in cell ${cell}, which is not a code cell`,
    };
    return found(
      { ...stray, assumptions: [assumption, ...stray.assumptions] },
      [...whole, stray.declaration.parsed],
      exercise,
    );
  }
  return missing(exercise, answer);
}

function found(answer: Answer, cells: ParsedCell[], exercise: ExerciseName): Extracted {
  const { declaration } = answer;
  const needs = collectNeeds(declaration, cells);
  const source = needs.statements.join('\n\n');
  const name = declaration.name === defaultExport ? 'exports.default' : declaration.name;
  return {
    exercise: exercise.id,
    status: 'found',
    source,
    code: transpile(`${source}\n\nmodule.exports.answer = ${name};\n`),
    assumptions: [...answer.assumptions, ...needs.assumptions, ...aboutMagics(declaration.parsed)],
    cell: declaration.parsed.cell.number,
  };
}

function transpile(source: string): string {
  return ts.transpileModule(source, {
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2022,
      esModuleInterop: true,
      removeComments: true,
    },
  }).outputText;
}

function aboutMagics({ magics, cell }: ParsedCell): Words[] {
  if (!magics) return [];
  return [
    {
      pl: `pominięto wiersze z poleceniami Jupytera (%, !) w komórce ${cell.number}`,
      en: `lines with Jupyter magics (%, !) in cell ${cell.number} were passed over`,
    },
  ];
}

function missing(exercise: ExerciseName, stub: Answer | undefined): Extracted {
  const { functionName, id } = exercise;
  const cell = stub?.declaration.parsed.cell.number;
  const message: Words = stub
    ? {
        pl: `funkcja ${functionName} w komórce ${cell} jest jeszcze pusta`,
        en: `the function ${functionName} in cell ${cell} is still empty`,
      }
    : { pl: `nie ma funkcji ${functionName}`, en: `there is no function ${functionName}` };
  return {
    exercise: id,
    status: 'missing',
    source: '',
    code: '',
    assumptions: [],
    message,
    ...(stub ? { cell } : {}),
  };
}

function unloadable({ id }: ExerciseName, message: Words, cell?: number): Extracted {
  return {
    exercise: id,
    status: 'unloadable',
    source: '',
    code: '',
    assumptions: [],
    message,
    ...(cell ? { cell } : {}),
  };
}
