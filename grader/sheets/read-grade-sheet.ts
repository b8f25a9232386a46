import { UsageError } from '#setup/commands/usage-error.mjs';
import { canvasSheet } from './canvas-sheet';
import type { GradeSheet } from './grade-sheet';
import { moodleSheet } from './moodle-sheet';
import { SheetFile } from './sheet-file';
import { mustBeWhole, separators, tableOf } from './table';

/**
 * Reads the file of `--fill`.
 *
 * @throws {UsageError} where it is neither Moodle's grading worksheet nor Canvas's gradebook
 */
export function readGradeSheet(path: string): GradeSheet {
  const file = SheetFile.read(path);
  for (const separator of separators) {
    const table = tableOf(file, separator);
    const sheet = canvasSheet(table) ?? moodleSheet(table, path);
    if (!sheet) continue;
    mustBeWhole(table, path);
    return sheet;
  }
  throw new UsageError(
    `Cannot fill ${path}: it must be Moodle's grading worksheet or Canvas's gradebook, as they are downloaded (CSV), with at least one student`,
  );
}
