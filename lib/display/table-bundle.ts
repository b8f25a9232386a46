import { getLanguage } from '../language';
import { escapeMarkup } from './escape-markup';

/** What stands in a table's cell. */
export type TableCell = string | number;

const action = 'Cannot show the table';

/**
 * A number as tables have it, with the language's decimal sign and without separators between thousands: the digits of
 * a column stand below each other.
 */
function numberText(value: number, decimals: number): string {
  const fraction = { minimumFractionDigits: decimals, maximumFractionDigits: decimals };
  return value.toLocaleString(getLanguage(), { ...fraction, useGrouping: false, signDisplay: 'negative' });
}

function cellText(cell: TableCell, decimals: number, place: string): string {
  if (typeof cell === 'string') return cell;
  if (typeof cell !== 'number')
    throw new TypeError(
      `${action}: ${place} must be a string or a number, got ${cell === null ? 'null' : typeof cell}`,
    );
  if (!Number.isFinite(cell)) throw new RangeError(`${action}: ${place} must be finite, got ${cell}`);
  return numberText(cell, decimals);
}

function checkHeader(header: readonly string[]): void {
  if (!Array.isArray(header) || header.length === 0)
    throw new TypeError(`${action}: header must hold at least one title, got ${JSON.stringify(header)}`);
  const wrong = header.findIndex((title) => typeof title !== 'string');
  if (wrong >= 0)
    throw new TypeError(`${action}: header[${wrong}] must be a string, got ${typeof header[wrong]}`);
}

function textsOf(header: readonly string[], rows: readonly (readonly TableCell[])[]): string[][] {
  checkHeader(header);
  if (!Array.isArray(rows))
    throw new TypeError(
      `${action}: rows must be an array of rows, got ${rows === null ? 'null' : typeof rows}`,
    );
  // A column of integers alone has no decimals; where one number has a fraction, all of the column's show three.
  const decimals = header.map((_, column) =>
    rows.every((row) => typeof row?.[column] !== 'number' || Number.isInteger(row[column])) ? 0 : 3,
  );
  return rows.map((row: readonly TableCell[], index) => {
    if (!Array.isArray(row) || row.length !== header.length)
      throw new TypeError(
        `${action}: rows[${index}] must hold ${header.length} cells, as the header does, got ` +
          `${Array.isArray(row) ? row.length : typeof row}`,
      );
    return Array.from(row, (cell, column) =>
      cellText(cell, decimals[column] ?? 0, `rows[${index}][${column}]`),
    );
  });
}

/**
 * A table as a Jupyter display bundle: HTML without scripts, and plain text for terminals and screens without HTML.
 * Columns are aligned to the right, the first one to the left where it holds words only.
 *
 * The HTML says its alignment twice: as a style, which JupyterLab's own style for cells would win over otherwise, and
 * as an attribute, which GitHub keeps where it strips styles. Colours are the page's, light or dark.
 */
export function tableBundle(
  header: readonly string[],
  rows: readonly (readonly TableCell[])[],
): { 'text/html': string; 'text/plain': string } {
  const body = textsOf(header, rows);
  const leftFirst = rows.every(([first]) => typeof first === 'string');
  const isLeft = (column: number): boolean => leftFirst && column === 0;

  const htmlRow = (tag: 'th' | 'td', cells: readonly string[]): string => {
    const html = cells.map((cell, column) => {
      const side = isLeft(column) ? 'left' : 'right';
      return `<${tag} align="${side}" style="text-align:${side}">${escapeMarkup(cell)}</${tag}>`;
    });
    return `<tr>${html.join('')}</tr>`;
  };

  const all = [header, ...body];
  const widths = header.map((_, column) =>
    Math.max(...all.map((cells) => lengthOf(cells[column] as string))),
  );
  const plainRow = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => {
        const gap = ' '.repeat((widths[column] as number) - lengthOf(cell));
        return isLeft(column) ? cell + gap : gap + cell;
      })
      .join('  ')
      .trimEnd();

  return {
    'text/html': [
      '<table>',
      `<thead>${htmlRow('th', header)}</thead>`,
      '<tbody>',
      ...body.map((cells) => htmlRow('td', cells)),
      '</tbody>',
      '</table>',
    ].join('\n'),
    'text/plain': [
      plainRow(header),
      plainRow(widths.map((width) => '─'.repeat(width))),
      ...body.map(plainRow),
    ].join('\n'),
  };
}

/** Letters, not UTF-16 units: σ̂ or 𝒩 take one column of a terminal. */
function lengthOf(cell: string): number {
  return [...cell.replace(/\p{Mark}/gu, '')].length;
}
