import type { CellDiagnostic } from './compiled-cell';
import { pointAt } from './point-at';
import { inPythonWords } from './python-words';
import { textLines } from './text-lines';
import { namesOfCellsAbove, runCellsAbove } from './unknown-names';

/** What a front end shows of a cell that was refused, as Jupyter's `error` message carries it. */
export interface Refusal {
  ename: string;
  evalue: string;
  traceback: string[];
}

const ename = 'TypeScriptError';
const head = `\u001b[31m${ename}\u001b[39m`;
const shownFindings = 10;

/**
 * Describes what the compiler found in a cell: in one sentence where the cell is Python, or only came too early.
 *
 * @param code the cell's text
 * @param findings at least one
 * @param isFresh whether no cell has run since the kernel's start
 */
export function describeDiagnostics(code: string, findings: CellDiagnostic[], isFresh: boolean): Refusal {
  const source = textLines(code);
  const python = inPythonWords(source, findings);
  if (python !== undefined) return sentence(`line ${python.line}: ${python.sentence}`, source, python);
  const names = namesOfCellsAbove(findings, isFresh);
  // One name may be misspelt as well: where it stands.
  if (names.length > 0)
    return sentence(runCellsAbove(names), source, names.length === 1 ? names[0]?.finding : undefined);
  return list(source, findings);
}

function sentence(
  evalue: string,
  source: string[],
  place: { line: number; column: number } | undefined,
): Refusal {
  const text = place && source[place.line - 1];
  const pointed = place === undefined || text === undefined ? [] : pointAt(text, place.column - 1);
  return { ename, evalue, traceback: [`${head}: ${evalue}`, ...pointed] };
}

function list(source: string[], findings: CellDiagnostic[]): Refusal {
  const traceback: string[] = [];
  const places: string[] = [];
  let left = 0;
  for (const { file, line, column, message } of findings) {
    const place = `${file === '' ? '' : `${file}, `}line ${line}, column ${column}`;
    const isFurther = places.at(-1) === place; // an explanation of the finding before
    if (!isFurther) places.push(place);
    if (places.length > shownFindings) {
      if (!isFurther) left += 1;
      continue;
    }
    if (isFurther) {
      traceback.push(`    ${message}`);
      continue;
    }
    traceback.push(`${head}: ${place}: ${message}`);
    const text = file === '' ? source[line - 1] : undefined;
    if (text !== undefined) traceback.push(...pointAt(text, column - 1));
  }
  if (left > 0) traceback.push(`and ${left} more`);
  return { ename, evalue: `${places[0]}: ${findings[0]?.message}`, traceback };
}
