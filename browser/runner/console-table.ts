import { inspect } from 'node-inspect-extracted';

type Rows = [index: string, value: unknown][];

/** What Node calls the first column, and the one of values that are no objects. */
const [indexHead, iterationHead, keyHead, valuesHead] = ['(index)', '(iteration index)', 'Key', 'Values'];

const cellText = (value: unknown): string =>
  inspect(value, { depth: -1, maxArrayLength: 3, breakLength: Infinity });

const isObject = (value: unknown): value is Record<string, unknown> =>
  (typeof value === 'object' && value !== null) || typeof value === 'function';

/**
 * Node's `console.table`: https://nodejs.org/api/console.html#consoletabletabulardata-properties
 *
 * @returns undefined for what is no table, which is then printed as it is
 */
export function table(data: unknown, columns?: readonly string[]): string | undefined {
  if (!isObject(data)) return undefined;
  if (data instanceof Map) {
    const rows = [...data].map(([key, value], i): [string, string[]] => [
      `${i}`,
      [cellText(key), cellText(value)],
    ]);
    return drawn([iterationHead, keyHead, valuesHead], rows);
  }
  const isSet = data instanceof Set;
  const rows: Rows = isSet
    ? [...data].map((value, i) => [`${i}`, value])
    : Object.entries(data as Record<string, unknown>);
  const named = columns ?? [...new Set(rows.flatMap(([, row]) => (isObject(row) ? Object.keys(row) : [])))];
  const hasValues = rows.some(([, row]) => !isObject(row));
  const body = rows.map(([index, row]): [string, string[]] => {
    const cells = named.map((name) => (isObject(row) && Object.hasOwn(row, name) ? cellText(row[name]) : ''));
    return [index, hasValues ? [...cells, isObject(row) ? '' : cellText(row)] : cells];
  });
  return drawn([isSet ? iterationHead : indexHead, ...named, ...(hasValues ? [valuesHead] : [])], body);
}

function drawn(head: string[], rows: [string, string[]][]): string {
  const lines = [head, ...rows.map(([index, cells]) => [index, ...cells])];
  const widths = head.map((_, column) => Math.max(...lines.map((line) => (line[column] ?? '').length)) + 2);
  const row = (cells: string[]): string =>
    `│${widths.map((width, i) => ` ${cells[i] ?? ''}`.padEnd(width)).join('│')}│`;
  const rule = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => '─'.repeat(width)).join(middle) + right;
  const [first = [], ...rest] = lines;
  return [rule('┌', '┬', '┐'), row(first), rule('├', '┼', '┤'), ...rest.map(row), rule('└', '┴', '┘')].join(
    '\n',
  );
}
