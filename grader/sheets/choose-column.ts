import { UsageError } from '#setup/commands/usage-error.mjs';
import type { Lecture } from '../../exercises/catalogue/lecture';
import type { GradeColumn, GradeSheet } from './grade-sheet';

/**
 * The column that a lecture's grades go into: the one that `--column` names, else the only one, else the only one whose
 * title has the lecture's name in it, in either language.
 *
 * @param path of the sheet, for the error
 * @param named part of its title, or its number
 * @throws {UsageError} where it is none or more than one
 */
export function chooseColumn(
  { columns }: GradeSheet,
  path: string,
  lecture: Lecture,
  named?: string,
): GradeColumn {
  const fitting = named === undefined ? byLecture(columns, lecture) : byName(columns, named);
  const [column] = fitting;
  if (column && fitting.length === 1) return column;
  if (columns.length === 0)
    throw new UsageError(`Cannot fill ${path}: it must have an assignment's column, and it has none`);
  const choice = (fitting.length > 0 ? fitting : columns).slice(0, 10).map(whole).join(', ');
  throw new UsageError(
    `Cannot fill ${path}: --column must name one of ${choice}, got ${named === undefined ? 'none' : JSON.stringify(named)}`,
  );
}

const whole = ({ title, id }: GradeColumn): string =>
  JSON.stringify(id === undefined ? title : `${title} (${id})`);

function byName(columns: GradeColumn[], named: string): GradeColumn[] {
  const exact = columns.filter(({ title, id }) => [id, title, `${title} (${id})`].includes(named.trim()));
  if (exact.length > 0) return exact;
  const part = plain(named);
  return part === '' ? [] : columns.filter(({ title }) => plain(title).includes(part));
}

function byLecture(columns: GradeColumn[], { files }: Lecture): GradeColumn[] {
  if (columns.length === 1) return columns;
  const names = Object.values(files).map((file) => plain(file.replace(/^\d+-/, '')));
  const fitting = columns.filter(({ title }) => names.some((name) => plain(title).includes(name)));
  return fitting.length > 0 ? fitting : columns;
}

/** Without case, accents and what stands between words: `01-sieci-neuronowe` is "Sieci neuronowe". */
const plain = (text: string): string =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('ł', 'l')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
    .join(' ');
