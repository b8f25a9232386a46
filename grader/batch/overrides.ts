import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'papaparse';
import { UsageError } from '#setup/commands/usage-error.mjs';
import type { Rubric } from '../marking/rubrics';

/** Points that an instructor gave in place of the grader's. */
export interface Override {
  student: string;
  exercise: string;
  points: number;
  comment: string;
}

/**
 * Reads overrides.csv (student, exercise, points, comment) in each graded folder.
 *
 * @throws {UsageError} where a row names no exercise, or points outside its range: a typing error must not
 *   go by unseen
 */
export function readOverrides(paths: string[], rubrics: Rubric[]): Override[] {
  return paths
    .map((path) => join(path, 'overrides.csv'))
    .filter((file) => existsSync(file) && statSync(file).isFile())
    .flatMap((file) => parseOverrides(readFileSync(file, 'utf8'), file, rubrics));
}

function parseOverrides(csv: string, file: string, rubrics: Rubric[]): Override[] {
  const { data, meta } = parse<Record<string, string>>(csv, {
    header: true,
    skipEmptyLines: 'greedy',
    transformHeader: (header) => header.trim().toLowerCase(),
    transform: (value) => value.trim(),
  });
  const missing = ['student', 'exercise', 'points'].filter((column) => !meta.fields?.includes(column));
  if (missing.length > 0)
    throw new UsageError(
      `Cannot read ${file}: its first line must name student, exercise, points, comment; it lacks ${missing.join(', ')}`,
    );
  return data.map((row, i) => {
    const at = `Cannot use row ${i + 2} of ${file}`;
    const rubric = rubrics.find(({ exercise }) => exercise.id === row.exercise);
    if (!rubric) {
      const known = rubrics.map(({ exercise }) => exercise.id).join(' or ');
      throw new UsageError(`${at}: exercise must be ${known}, got ${JSON.stringify(row.exercise)}`);
    }
    const points = Number((row.points ?? '').replace(',', '.'));
    const most = rubric.maxScore;
    if (row.points === '' || !(points >= 0 && points <= most))
      throw new UsageError(`${at}: points must be from 0 to ${most}, got ${JSON.stringify(row.points)}`);
    return { student: row.student ?? '', exercise: rubric.exercise.id, points, comment: row.comment ?? '' };
  });
}
