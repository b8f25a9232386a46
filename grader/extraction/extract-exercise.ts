import type { Words } from '../../lib/language';
import type { Cell } from '../submission/cell';
import { piecesOf } from './cut-pieces';
import type { ExerciseName } from './exercise-name';
import type { Extracted } from './extracted';
import { type Answer, findAnswer } from './find-answer';
import { namePattern } from './name-pattern';
import { Notebook } from './notebook';
import { isSound, type ParsedCell, parseCode, parseProse } from './parse-cells';
import type { Piece } from './piece';
import { slice } from './slice';
import { syntaxErrorNear } from './syntax-error-near';
import { moduleOf } from './write-module';
import { sourceOf } from './write-source';

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
  const whole = code.filter(isSound);
  const pieces = whole.flatMap(piecesOf);
  const answer = findAnswer(pieces, exercise);
  if (answer && !answer.stub) return found(answer, pieces, exercise);

  const broken = syntaxErrorNear(code, exercise);
  if (broken) return unloadable(exercise, broken.message, broken.cell);

  const elsewhere = parseProse(cells, namePattern(exercise)).filter(isSound);
  const stray = findAnswer(elsewhere.flatMap(piecesOf), exercise);
  if (stray && !stray.stub) {
    const { cell } = stray.piece.parsed;
    const assumption: Words = {
      pl: `odpowiedź stoi w komórce ${cell.number}, która nie jest komórką kodu`,
      en: `the answer stands in cell ${cell.number}, which is not a code cell`,
    };
    const together = [...whole, stray.piece.parsed].sort((a, b) => a.cell.number - b.cell.number);
    return found(
      { ...stray, assumptions: [assumption, ...stray.assumptions] },
      together.flatMap(piecesOf),
      exercise,
    );
  }
  return missing(exercise, answer);
}

function found(answer: Answer, pieces: Piece[], exercise: ExerciseName): Extracted {
  const { piece, assumptions } = answer;
  const part = slice(new Notebook(pieces), answer);
  const source = sourceOf(part);
  return {
    exercise: exercise.id,
    status: 'found',
    source,
    code: moduleOf(part, answer, source),
    assumptions: [...assumptions, ...part.assumptions, ...aboutMagics(piece.parsed)],
    cell: piece.parsed.cell.number,
  };
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
  const cell = stub?.piece.parsed.cell.number;
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
