import { UsageError } from '#setup/commands/usage-error.mjs';
import { type GradeSheet, gradeOf, styleOf } from './grade-sheet';
import type { Cell, Table } from './table';

/** Headers of Moodle's worksheet in its English, Polish and German language packs. */
const headers = {
  grade: ['grade', 'ocena', 'bewertung'],
  maximum: ['maximum grade', 'maksymalna ocena', 'bestwertung'],
  scale: ['scale', 'skala'],
  feedback: ['feedback comments', 'komentarz zwrotny', 'feedback als kommentar'],
};

/**
 * Reads Moodle's grading worksheet. Its columns are called in the course's language, of which Moodle has over a hundred,
 * so where a header is unknown the column is found by what is in it and where it stands: the first names the
 * participants, the greatest grade is the same in all rows and stands behind the grade, and feedback stands behind the
 * last header that ends in brackets, "Last modified (grade)".
 *
 * @param name of the file, for the error
 * @returns undefined where the table is something else
 * @throws {UsageError} where it is graded by a scale
 */
export function moodleSheet(table: Table, name: string): GradeSheet | undefined {
  const [header, ...rows] = table.rows;
  const people = rows.map(({ cells }) => /^(\D*)(\d+)\s*$/.exec(cells[0]?.text ?? ''));
  if (!header || header.cells.length < 3 || people.some((person) => person?.[1] !== people[0]?.[1]))
    return undefined;
  const ids = people.map((person) => person?.[2] as string);
  const titles = header.cells.map(({ text }) => text.trim());
  const column = (x: number): string[] => rows.map(({ cells }) => cells[x]?.text.trim() ?? '');
  const called = (names: string[]): number =>
    titles.findIndex((title) => names.includes(title.toLowerCase()));
  const same = (x: number): boolean => new Set(column(x)).size === 1;

  const isMaximum = (x: number): boolean => {
    const [greatest] = column(x).map(gradeOf);
    return (
      x > 1 &&
      same(x) &&
      greatest !== undefined &&
      column(x - 1).every((text) => text === '' || (gradeOf(text) ?? greatest + 1) <= greatest)
    );
  };
  const maximumKnown = called(headers.maximum);
  const maximum = maximumKnown >= 0 ? maximumKnown : titles.findLastIndex((_, x) => isMaximum(x));
  const gradeKnown = called(headers.grade);
  const grade = gradeKnown > 0 ? gradeKnown : maximum - 1;
  if (grade < 1 || rows.length === 0) return undefined;
  if (
    called(headers.scale) === grade + 1 ||
    (maximum < 0 && same(grade + 1) && column(grade + 1)[0]?.includes('\n'))
  )
    throw new UsageError(
      `Cannot fill ${name}: its assignment must be graded in points, and it is graded by a scale`,
    );

  const bracketed = titles.findLastIndex((title, x) => x > grade && /[)）]$/.test(title));
  const feedbackKnown = called(headers.feedback);
  const feedback = feedbackKnown > 0 ? feedbackKnown : bracketed > 0 ? bracketed + 1 : titles.length;
  const cellsOf = (x: number): Map<string, Cell> =>
    new Map(rows.flatMap(({ cells }, y) => (cells[x] ? [[ids[y] as string, cells[x] as Cell]] : [])));
  const greatest = gradeOf(column(maximum)[0] ?? '');
  return {
    table,
    columns: [
      {
        title: titles[grade] as string,
        ...(greatest && { maximum: greatest }),
        style: styleOf([...column(maximum), ...column(grade)]),
        cells: cellsOf(grade),
      },
    ],
    feedback: cellsOf(feedback),
    mayExceed: false,
  };
}
