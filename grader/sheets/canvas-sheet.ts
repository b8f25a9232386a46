import { type GradeColumn, type GradeSheet, gradeOf, styleOf } from './grade-sheet';
import type { Cell, Table } from './table';

/**
 * Reads Canvas's gradebook export, whose own headers are English in every language: `Student,ID,…,Section`, then
 * assignments as `Title (number)` and sums that Canvas computes itself. A row says the points possible; where it says
 * no number, the column is read-only or a note. Comments cannot be imported this way.
 *
 * @returns undefined where the table is something else
 */
export function canvasSheet(table: Table): GradeSheet | undefined {
  const [header, ...rows] = table.rows;
  const titles = header?.cells.map(({ text }) => text.trim()) ?? [];
  const person = titles.indexOf('ID');
  if (!/^(?:Student|LastName)$/.test(titles[0] ?? '') || person < 1 || !titles.includes('Section'))
    return undefined;
  const text = (cells: Cell[] | undefined, x: number): string => cells?.[x]?.text.trim() ?? '';
  const possible = rows.find(({ cells }) => text(cells, 0) === 'Points Possible')?.cells;
  const students = rows.filter(({ cells }) => /^\d+$/.test(text(cells, person)));

  const columns = titles.flatMap((whole, x): GradeColumn[] => {
    const [, title, id] = /^(.*?)\s*\((\d+)\)$/.exec(whole) ?? [];
    const maximum = gradeOf(text(possible, x));
    if (title === undefined || id === undefined || (possible && maximum === undefined)) return [];
    const cells = students.flatMap(({ cells }): [string, Cell][] =>
      cells[x] ? [[text(cells, person), cells[x]]] : [],
    );
    const style = styleOf([text(possible, x), ...cells.map(([, cell]) => cell.text)]);
    return [{ title, id, ...(maximum && { maximum }), style, cells: new Map(cells) }];
  });
  return { table, columns, feedback: new Map(), mayExceed: true };
}
