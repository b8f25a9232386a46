import { escapeMarkup } from '../../lib/display/escape-markup';
import { plainNumber } from './plain-number';
import { plainText } from './plain-text';
import { longestSentence, shortened } from './shortened';
import type { ExerciseReport, SubmissionReport } from './submission-report';

/**
 * What Moodle is to show a student: HTML, in the notebook's language, in one line. It begins with a tag, and nothing in
 * it begins a formula, at whatever character a spreadsheet may split it.
 */
export function fillFeedback(report: SubmissionReport): string {
  const paragraphs = [
    report.status === 'graded' ? '' : text(report.message),
    ...report.exercises.map((exercise) => ofExercise(exercise, report.language)),
  ];
  return withoutFormulae(
    paragraphs
      .filter(Boolean)
      .map((paragraph) => `<p>${paragraph}</p>`)
      .join(''),
  );
}

function ofExercise(exercise: ExerciseReport, language: SubmissionReport['language']): string {
  const { title, score, maxScore, diagnosis, hint, override } = exercise;
  const byHand = { pl: 'punkty przyznał prowadzący', en: 'points given by the instructor' }[language];
  return [
    `<b>${text(title)}: ${plainNumber(score, language)} / ${plainNumber(maxScore, language)}</b>`,
    diagnosis && `${text(diagnosis)}.`,
    hint && text(hint),
    override && (override.comment === '' ? `(${byHand})` : `(${byHand}: ${text(override.comment)})`),
  ]
    .filter(Boolean)
    .join(' ');
}

const text = (raw: string): string => escapeMarkup(shortened(plainText(raw).trim(), longestSentence));

/** What stands behind a separator and would begin a formula is written as HTML can write any character. */
function withoutFormulae(html: string): string {
  const next = html.replace(
    /([,;]\s*)([=+\-@＝＋－＠])/g,
    (_, before: string, sign: string) => `${before}&#${sign.codePointAt(0)};`,
  );
  return next === html ? html : withoutFormulae(next); // the number itself ends in a separator
}
