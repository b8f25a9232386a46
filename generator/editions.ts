import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Notebook } from '../wire/notebook';
import { codeIn } from './bilingual-code';
import { markdownIn } from './bilingual-markdown';
import { buildNotebook, type GeneratedCell } from './build-notebook';
import { exerciseCell, exerciseImport } from './exercise-answer';
import type { Edition, Language, LectureCell } from './lecture-source';
import { parseLecture } from './lecture-source';

/** The one source of all notebooks, from the project's root. */
export const lecturePath = 'lecture/01-bayesian-neural-networks.mts';

/** One of the four notebooks that the lecture is written to. */
export interface LectureNotebook {
  language: Language;
  edition: Edition;
  /** From the project's root. */
  path: string;
}

const names = { pl: '01-bayesowskie-sieci-neuronowe.ipynb', en: '01-bayesian-neural-networks.ipynb' };

/** The four notebooks: both languages, the student's and the solved edition. */
export const lectureNotebooks: LectureNotebook[] = (['student', 'solved'] as const).flatMap((edition) =>
  (['pl', 'en'] as const).map((language) => ({
    language,
    edition,
    path: `${edition === 'student' ? 'notebooks' : 'solutions'}/${language}/${names[language]}`,
  })),
);

/** Generates one notebook, without outputs, from the sources under `root`. */
export function generateNotebook(root: string, { language, edition }: LectureNotebook): Notebook {
  const source = readFileSync(join(root, lecturePath), 'utf8');
  const cells = parseLecture(source, lecturePath).filter((cell) => (cell.edition ?? edition) === edition);
  return buildNotebook(cells.map((cell) => generateCell(root, cell, language, edition)));
}

function generateCell(root: string, cell: LectureCell, language: Language, edition: Edition): GeneratedCell {
  const { id, kind, tags, text } = cell;
  const where = `${lecturePath}:${cell.line}`;
  if (kind === 'markdown') return { id, kind, tags, source: markdownIn(language, text, where) };
  const exercise = exerciseImport(text);
  if (!exercise) return { id, kind, tags, source: codeIn(language, text, where) };
  const answer = readFileSync(join(root, dirname(lecturePath), exercise.path), 'utf8');
  return { id, kind, tags, source: exerciseCell(answer, exercise.name, edition, language) };
}
