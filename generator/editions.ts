import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Lecture } from '../exercises/catalogue/lecture';
import type { Notebook } from '../wire/notebook';
import { codeIn } from './bilingual-code';
import { markdownIn } from './bilingual-markdown';
import { buildNotebook, type GeneratedCell } from './build-notebook';
import { exerciseCell, exerciseImport } from './exercise-answer';
import type { Edition, Language, LectureCell } from './lecture-source';
import { parseLecture } from './lecture-source';
import { lectureSource, lecturesIn } from './lectures';

/** One of a lecture's four notebooks: both languages, the student's and the solved edition. */
export interface LectureNotebook {
  lecture: Lecture;
  language: Language;
  edition: Edition;
  /** From the project's root. */
  path: string;
}

/** The notebooks of all lectures under `root`: the student's first, then the solved ones. */
export function lectureNotebooks(root: string): LectureNotebook[] {
  const lectures = lecturesIn(root);
  return (['student', 'solved'] as const).flatMap((edition) =>
    lectures.flatMap((lecture) =>
      (['pl', 'en'] as const).map((language) => ({
        lecture,
        language,
        edition,
        path: `${edition === 'student' ? 'notebooks' : 'solutions'}/${language}/${lecture.files[language]}.ipynb`,
      })),
    ),
  );
}

/** Generates one notebook, without outputs, from the sources under `root`. */
export function generateNotebook(
  root: string,
  { lecture, language, edition }: Omit<LectureNotebook, 'path'>,
): Notebook {
  const path = lectureSource(lecture);
  const cells = parseLecture(readFileSync(join(root, path), 'utf8'), path).filter(
    (cell) => (cell.edition ?? edition) === edition,
  );
  return buildNotebook(
    lecture.id,
    cells.map((cell) => generateCell(root, path, cell, language, edition)),
  );
}

function generateCell(
  root: string,
  path: string,
  cell: LectureCell,
  language: Language,
  edition: Edition,
): GeneratedCell {
  const { id, kind, tags, text } = cell;
  const where = `${path}:${cell.line}`;
  if (kind === 'markdown') return { id, kind, tags, source: markdownIn(language, text, where) };
  const exercise = exerciseImport(text);
  if (!exercise) return { id, kind, tags, source: codeIn(language, text, where) };
  const answer = readFileSync(join(root, dirname(path), exercise.path), 'utf8');
  return { id, kind, tags, source: exerciseCell(answer, exercise.name, edition, language) };
}
