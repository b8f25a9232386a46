import { UsageError } from '#setup/commands/usage-error.mjs';
import type { Rubric } from '../marking/rubrics';
import { SheetFile } from '../sheets/sheet-file';
import { mustBeWhole, separators, type Table, tableOf } from '../sheets/table';

/** Points that an instructor gave by hand. */
export interface Override {
  /** As the row names them; `matchOverrides` puts the reports' own name here. */
  student: string;
  /** An exercise's id, or that of its conclusions. */
  exercise: string;
  /** The exercise's lecture. */
  lecture: string;
  points: number;
  /** Of conclusions: what could be had. Without it the points come on top. */
  max?: number;
  comment: string;
  /** The row's line and file, as an error names it. */
  place: string;
}

const required = ['student', 'exercise', 'points'];
const columns = [...required, 'comment', 'max'];

/** A typing error in points for conclusions, of which no exercise knows the range, stops here. */
const mostForConclusions = 100;

/**
 * Reads the file of `--overrides`: student, exercise, points, comment, and for conclusions max. It may be separated by
 * commas, semicolons or tabs, in any encoding of {@link SheetFile}, with decimal commas.
 *
 * @throws {UsageError} where a row names no exercise, lacks its points, has some outside their range, or more cells than
 *   the first line names: a typing error must not go by unseen
 */
export function readOverrides(path: string, rubrics: readonly Rubric[]): Override[] {
  const file = SheetFile.read(path);
  const tables = separators.map((separator) => tableOf(file, separator));
  const widest = [...tables].sort((a, b) => namesOf(b).length - namesOf(a).length)[0];
  const table = tables.find((one) => required.every((name) => namesOf(one).includes(name))) ?? widest;
  const names = namesOf(table);
  const missing = required.filter((name) => !names.includes(name));
  if (!table || missing.length > 0)
    throw new UsageError(
      `Cannot read ${path}: its first line must name student, exercise, points, comment; it lacks ${missing.join(', ')}`,
    );
  mustBeWhole(table, path);
  const wrong = names.find(
    (name, i) => name !== '' && (!columns.includes(name) || names.indexOf(name) !== i),
  );
  if (wrong !== undefined)
    throw new UsageError(
      `Cannot read ${path}: its first line must name student, exercise, points, comment and max, each once, got ${JSON.stringify(wrong)}`,
    );
  return table.rows.slice(1).map((row) => {
    const place = `row ${row.line} of ${path}`;
    const cells = row.cells.map(({ text }) => text.trim());
    if (table.separator === ',') noSplitPoints(cells, names, place);
    return overrideOf(cells, names, place, rubrics);
  });
}

const namesOf = (table: Table | undefined): string[] =>
  table?.rows[0]?.cells.map(({ text }) => text.trim().toLowerCase()) ?? [];

/** Points with a decimal comma between commas would lose what follows theirs to the comment. */
function noSplitPoints(cells: string[], names: string[], place: string): void {
  const points = cells[names.indexOf('points')] ?? '';
  const next = cells[names.indexOf('points') + 1] ?? '';
  if (names[names.indexOf('points') + 1] === 'comment' && /^\d+$/.test(points) && /^\d{1,2}$/.test(next))
    throw new UsageError(
      `Cannot use ${place}: points with a decimal comma must stand in quotation marks, got ${points},${next}`,
    );
}

function overrideOf(cells: string[], names: string[], place: string, rubrics: readonly Rubric[]): Override {
  const fail = (rule: string): never => {
    throw new UsageError(`Cannot use ${place}: ${rule}`);
  };
  const spare = cells.find((text, i) => !names[i] && text !== '');
  if (spare)
    fail(`it must have a cell for each name in the first line, got ${JSON.stringify(spare)} as one more`);
  const cell = (name: string): string => cells[names.indexOf(name)] ?? '';
  const number = (name: string, least: number, most: number): number => {
    const value = /^\d+(?:[.,]\d+)?$/.test(cell(name)) ? Number(cell(name).replace(',', '.')) : Number.NaN;
    if (value >= least && value <= most) return value;
    return fail(`${name} must be from ${least} to ${most}, got ${JSON.stringify(cell(name))}`);
  };

  const known = answersOf(rubrics);
  const exercise =
    known.get(cell('exercise')) ??
    fail(`exercise must be ${[...known.keys()].join(' or ')}, got ${JSON.stringify(cell('exercise'))}`);
  if (cell('student') === '') fail('student must name one of those who are graded, got ""');
  const max = cell('max') === '' ? undefined : number('max', 0, mostForConclusions);
  if (max !== undefined && !exercise.inWords && max !== exercise.most)
    fail(`max must be left empty but for conclusions, got ${JSON.stringify(cell('max'))}`);
  const points = number('points', 0, exercise.inWords ? (max ?? exercise.most) : exercise.most);
  return {
    student: cell('student'),
    exercise: cell('exercise'),
    lecture: exercise.lecture,
    points,
    ...(max !== undefined && exercise.inWords && { max }),
    comment: cell('comment'),
    place,
  };
}

/** What points can be given for, by its id: exercises, and conclusions, which no check marks. */
function answersOf(
  rubrics: readonly Rubric[],
): Map<string, { lecture: string; most: number; inWords: boolean }> {
  const answers = new Map<string, { lecture: string; most: number; inWords: boolean }>();
  for (const { exercise, maxScore } of rubrics) {
    const { id, lecture, conclusions } = exercise;
    answers.set(id, { lecture, most: maxScore, inWords: false });
    if (conclusions) answers.set(conclusions.id, { lecture, most: mostForConclusions, inWords: true });
  }
  return answers;
}
