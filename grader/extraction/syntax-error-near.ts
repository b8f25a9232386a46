import ts from 'typescript';
import type { Words } from '../../lib/language';
import type { ExerciseName } from './exercise-name';
import type { ParsedCell } from './parse-cells';

/**
 * The first syntax error in a cell that was meant to hold the answer: one that carries the exercise's tag
 * or names its function.
 */
export function syntaxErrorNear(
  cells: ParsedCell[],
  exercise: ExerciseName,
): { cell: number; message: Words } | undefined {
  const broken = cells.filter(({ errors }) => errors.length > 0);
  const parsed =
    broken.findLast(({ cell }) => cell.tags.includes(exercise.id)) ??
    broken.findLast(({ file }) => defines(file.text, exercise.functionName));
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
