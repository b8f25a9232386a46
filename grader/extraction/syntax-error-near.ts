import ts from 'typescript';
import type { Words } from '../../lib/language';
import type { ExerciseName } from './exercise-name';
import { isSound, type ParsedCell } from './parse-cells';

/**
 * Why a cell cannot be read that was meant to hold the answer, one that carries the exercise's tag or names its
 * function: its first syntax error, or that it nests too deep.
 */
export function syntaxErrorNear(
  cells: ParsedCell[],
  exercise: ExerciseName,
): { cell: number; message: Words } | undefined {
  const broken = cells.filter((parsed) => !isSound(parsed));
  const parsed =
    broken.findLast(({ cell }) => cell.tags.includes(exercise.id)) ??
    broken.findLast(({ cell }) => defines(cell.source, exercise.functionName));
  if (parsed?.tooDeep) {
    const { number } = parsed.cell;
    return {
      cell: number,
      message: {
        pl: `kod w komórce ${number} jest zbyt głęboko zagnieżdżony`,
        en: `the code in cell ${number} nests too deep`,
      },
    };
  }
  const error = parsed?.errors[0];
  if (parsed === undefined || error === undefined) return undefined;
  const line = parsed.file.getLineAndCharacterOfPosition(error.start ?? 0).line + 1;
  const cell = parsed.cell.number;
  const reason = ts.flattenDiagnosticMessageText(error.messageText, ' ');
  return {
    cell,
    message: {
      pl: `błąd składni w komórce ${cell}, wiersz ${line}: ${reason}`,
      en: `syntax error in cell ${cell}, line ${line}: ${reason}`,
    },
  };
}

function defines(source: string, functionName: string): boolean {
  return new RegExp(`\\b(?:function|const|let|var)\\s+${functionName}\\b`).test(source);
}
