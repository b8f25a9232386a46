import type { CellDiagnostic } from './compiled-cell';

const red = (text: string): string => `\u001b[31m${text}\u001b[39m`;

/** The line with a caret below the column (counted from 1). */
function pointAt(text: string, column: number): string[] {
  // Tabs stay tabs, so that the caret stands below its character.
  return [`    ${text}`, `    ${text.slice(0, column - 1).replace(/[^\t]/g, ' ')}^`];
}

/**
 * Describes what the compiler found in a cell, as Jupyter's `error` message carries it.
 *
 * @param code the cell's text
 * @param diagnostics at least one
 */
export function describeDiagnostics(
  code: string,
  diagnostics: CellDiagnostic[],
): { ename: string; evalue: string; traceback: string[] } {
  const source = code.split('\n');
  const traceback: string[] = [];
  const places: string[] = [];
  for (const { file, line, column, message } of diagnostics) {
    const place = `${file === '' ? '' : `${file}, `}line ${line}, column ${column}`;
    // The compiler explains a finding by further ones at the same place.
    if (places.at(-1) === place) {
      traceback.push(`    ${message}`);
      continue;
    }
    places.push(place);
    traceback.push(`${red('TypeScriptError')}: ${place}: ${message}`);
    const text = file === '' ? source[line - 1] : undefined;
    if (text !== undefined) traceback.push(...pointAt(text, column));
  }
  return { ename: 'TypeScriptError', evalue: `${places[0]}: ${diagnostics[0]?.message}`, traceback };
}
