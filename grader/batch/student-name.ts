import { basename, dirname, extname } from 'node:path';
import { lectures } from '../../exercises/catalogue/catalogue';

/** The lectures' own file names: whoever keeps one is named by the folder. */
const lectureNames = new Set(lectures.flatMap(({ files }) => Object.values(files)));

/**
 * The student that a file belongs to: Moodle's folder, Canvas's file name, else the file's stem, or its folder's
 * name where the stem is the lecture's own. A browser's " (1)" does not make another student.
 *
 * @param path with `/` between folders, from the folder or zip that is graded; a zip counts as a folder
 */
export function studentName(path: string): string {
  const folder = basename(dirname(path)).replace(/\.zip$/i, '');
  const moodle = [...path.split('/')].reverse().find((part) => moodleFolder.test(part));
  if (moodle) return clean(moodle.replace(moodleFolder, ''));
  const stem = basename(path, extname(path)).replace(/\s*\(\d+\)$/, '');
  const canvas = canvasFile.exec(stem);
  if (canvas) return clean(canvas[1] as string);
  return clean(
    lectureNames.has(stem.replace(/-\d+$/, '')) && folder !== '.' && folder !== '' ? folder : stem,
  );
}

/**
 * The platform's number for the student that a file belongs to: that of Moodle's outermost folder, else Canvas's.
 *
 * @param path as in {@link studentName}
 */
export function platformId(path: string): string | undefined {
  const moodle = path.split('/').find((part) => moodleFolder.test(part));
  if (moodle) return /_(\d+)_assignsubmission_/.exec(moodle)?.[1];
  return /^.+?(?:_LATE)?_(\d+)_\d+_.+$/.exec(basename(path, extname(path)))?.[1];
}

/** `Ada Lovelace_12345_assignsubmission_file_`, also with the file in the same name. */
const moodleFolder = /_\d+_assignsubmission_\w+?_.*$/;

/** `lovelaceada_LATE_4711_0815_notebook-2`: name, late or not, user, submission, the student's file name. */
const canvasFile = /^(.+?)(?:_LATE)?_\d+_\d+_.+$/;

const clean = (name: string): string => name.trim() || 'unnamed';
