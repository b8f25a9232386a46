import { escapeMarkup } from '../../../lib/display/escape-markup';
import type { Language } from '../../../lib/language';
import { textOf } from '../../../wire/notebook';
import { generateNotebook, type LectureNotebook } from '../../editions';

/** What the front page says about a lecture. */
export interface LectureCard {
  /** The name of its notebook's file. */
  file: string;
  /** The notebook's heading. */
  title: string;
  /** Its first paragraph, as HTML. */
  summary: string;
}

/**
 * Reads from a lecture's own first words what the front page says about it, so that a new lecture introduces itself.
 *
 * @param root folder of the project
 * @throws {RangeError} where the notebook does not begin with a heading and a paragraph
 */
export function lectureCard(
  root: string,
  lecture: LectureNotebook['lecture'],
  language: Language,
): LectureCard {
  const [first] = generateNotebook(root, { lecture, language, edition: 'student' }).cells;
  const file = `${lecture.files[language]}.ipynb`;
  const { title, paragraph } =
    /^# (?<title>.+)\n+(?<paragraph>.+)/.exec(first ? textOf(first.source) : '')?.groups ?? {};
  if (title === undefined || paragraph === undefined)
    throw new RangeError(`Cannot introduce ${file}: it must begin with a heading and a paragraph`);
  return { file, title, summary: inlineMarkdown(paragraph) };
}

/** As much of Markdown as a lecture's first paragraph has: bold words and single letters of mathematics. */
function inlineMarkdown(text: string): string {
  return escapeMarkup(text)
    .replace(/\*\*(.+?)\*\*/g, '<strong>$1</strong>')
    .replace(/\$([A-Za-z])\$/g, '<i>$1</i>');
}
