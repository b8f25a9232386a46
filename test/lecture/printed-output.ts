import { escapeMarkup } from '../../lib/display/escape-markup';
import { plotlyMime } from '../../lib/figures/figure';
import {
  type MimeBundle,
  type MultilineText,
  type Notebook,
  type NotebookCell,
  type Output,
  textOf,
} from '../../wire/notebook';

/** A row of a table that a cell showed. */
export interface PrintedRow {
  /** Its first cell. */
  name: string;
  /** The other cells as they stand, with decimal points. */
  cells: string[];
  /** Their numbers, percentages as shares; NaN for a dash, or where there are several. */
  values: number[];
}

/** What a cell wrote: its streams, and its last value on a line of its own. */
export function printedText(outputs: readonly Output[]): string {
  return outputs
    .map((output) => {
      if (output.output_type === 'stream') return textOf(output.text);
      return output.output_type === 'execute_result' ? `${textForm(output.data, 'text/plain')}\n` : '';
    })
    .join('');
}

/** The numbers that a cell wrote, line by line; percentages as shares. */
export function printedNumbers(notebook: Notebook, id: string): number[][] {
  const text = printedText(outputsOf(notebook, id));
  const sign = decimalSign(notebook);
  const number = new RegExp(`-?\\d+(?:\\${sign}\\d+)?%?`, 'g');
  return text
    .split('\n')
    .map((line) => [...line.matchAll(number)].map(([found]) => numberOf(found, sign)))
    .filter((numbers) => numbers.length > 0);
}

/** The rows of the one table that a cell showed, read off its text form, which must say what its HTML says. */
export function printedTable(notebook: Notebook, id: string): PrintedRow[] {
  const tables = outputsOf(notebook, id).flatMap((output) =>
    'data' in output && 'text/html' in output.data && !(plotlyMime in output.data) ? [output.data] : [],
  );
  const [table] = tables;
  if (!table || tables.length > 1) throw new Error(`cell ${id} shows ${tables.length} tables`);
  const rows = textForm(table, 'text/plain')
    .split('\n')
    .slice(2) // titles and their rule
    .map((line) => line.trim().split(/ {2,}/));
  const html = [...textForm(table, 'text/html').matchAll(/<td[^>]*>([^<]*)<\/td>/g)].map(([, cell]) => cell);
  if (escapeMarkup(rows.flat().join('|')) !== html.join('|'))
    throw new Error(`cell ${id}: text and HTML differ`);
  const sign = decimalSign(notebook);
  return rows.map(([name = '', ...cells]) => ({
    name,
    cells: cells.map((cell) => cell.replaceAll(sign, '.')),
    values: cells.map((cell) => numberOf(cell, sign)),
  }));
}

function outputsOf(notebook: Notebook, id: string): NonNullable<NotebookCell['outputs']> {
  const cell = notebook.cells.find((candidate) => candidate.id === id);
  if (!cell) throw new Error(`no cell ${id}`);
  return cell.outputs ?? [];
}

const textForm = (data: MimeBundle, mime: string): string => textOf(data[mime] as MultilineText);

/** Of the language that the notebook's first code cell sets. */
function decimalSign(notebook: Notebook): ',' | '.' {
  const first = notebook.cells.find(({ cell_type }) => cell_type === 'code');
  return textOf(first?.source ?? '').includes("setLanguage('pl')") ? ',' : '.';
}

/** A number as the language writes it; what has the other language's sign is none. */
function numberOf(text: string, sign: ',' | '.'): number {
  if (!new RegExp(`^-?\\d+(?:\\${sign}\\d+)?%?$`).test(text)) return Number.NaN;
  return Number.parseFloat(text.replace(sign, '.')) / (text.endsWith('%') ? 100 : 1);
}
