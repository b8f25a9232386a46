import type { Language, Words } from '../../../lib/language';
import { outOf } from '../out-of';
import { shortenedText } from '../shortened';
import { checkMarks, checkWords, conclusionWords, exerciseWords, submissionWords } from '../status-words';
import type { CheckReport, ExerciseReport, SubmissionReport } from '../submission-report';
import { reasonsOf } from '../to-look-at';
import { html, lines, list, name, unseen } from './markup';

/** One hand-in: a line with what matters, and below it, once opened, all that is known. */
export function handIn(report: SubmissionReport, several: boolean): string {
  const { language } = report;
  const share = report.maxScore > 0 ? report.score / report.maxScore : 0;
  const diagnoses = report.exercises.map(({ diagnosis }) => diagnosis).filter(Boolean);
  const graded = report.status === 'graded';
  const file = several ? `${report.file} · ${report.assignment}` : report.file;
  const said = graded
    ? diagnoses.join('; ')
    : `${submissionWords[report.status][language]}: ${report.message}`;
  const search = [report.student, file, report.status, said].join(' ').toLowerCase();
  const flag =
    report.flags.length > 0
      ? `<span class="flag" aria-hidden="true">⚑</span>${unseen(words.flagged[language])}`
      : '';
  return (
    `<details class="student" data-score="${share.toFixed(4)}" data-search="${html(search)}" data-reasons="${reasonsOf(report).join(' ')}">` +
    `<summary><h3 class="name">${name(report.student)}</h3><span class="file">${html(file)}</span>` +
    `<span class="said">${html(said)}</span><span class="flags-mark">${flag}</span>` +
    `<span class="score ${level(share)}">${outOf(report, language)}</span></summary>\n<div class="body">` +
    list('notes', [graded ? '' : report.message, ...report.notes]) +
    list('flags', report.flags) +
    report.exercises.map((exercise) => exerciseArticle(exercise, report)).join('\n') +
    report.manualReview.map((review) => conclusions(review, report)).join('\n') +
    '</div></details>\n'
  );
}

function exerciseArticle(exercise: ExerciseReport, { language, student, file }: SubmissionReport): string {
  const say = (of: Words): string => of[language];
  const { status, cell, diagnosis, hint, code } = exercise;
  const where = cell === undefined ? '' : ` · ${say(words.cell)} ${cell}`;
  return (
    `<article><h4>${html(exercise.title)} <em class="status ${status}">${say(exerciseWords[status])}</em>` +
    `<span class="points">${outOf(exercise, language)}${where}</span></h4>` +
    (diagnosis ? `<p class="diagnosis"><b>${html(diagnosis)}.</b> ${html(hint ?? '')}</p>` : '') +
    list('notes', exercise.notes) +
    (exercise.checks.length > 0 && status !== 'missing' ? checksTable(exercise.checks, language) : '') +
    (code
      ? scrollable(
          'pre',
          `${say(words.code)}: ${exercise.title}, ${student}, ${file}`,
          `<code>${lines(shortenedText(code, language))}</code>`,
        )
      : '') +
    '</article>'
  );
}

function checksTable(checks: CheckReport[], language: Language): string {
  const say = (of: Words): string => of[language];
  const rows = checks.map((check) => {
    const hidden = check.visibility === 'hidden' ? ` <i>${say(words.hidden)}</i>` : '';
    const message = check.message ? `<p>${html(check.message)}</p>` : '';
    return (
      `<tr class="${check.status}${check.id === 'override' ? ' by-hand' : ''}"><td class="mark"><span aria-hidden="true">${checkMarks[check.status]}</span>${unseen(say(checkWords[check.status]))}</td>` +
      `<th scope="row">${html(check.name)}${hidden}${message}</th><td class="number">${outOf(check, language)}</td></tr>`
    );
  });
  const heads = [words.verdict, words.check, words.points]
    .map((head) => `<th scope="col">${say(head)}</th>`)
    .join('');
  return `<table class="checks"><thead class="unseen"><tr>${heads}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function conclusions(
  { id, state, text }: SubmissionReport['manualReview'][number],
  { language, student, file }: SubmissionReport,
): string {
  const title = `${words.conclusions[language]}: ${id}`;
  return (
    `<article><h4>${html(title)} <em class="status">${conclusionWords[state][language]}</em></h4>` +
    (text
      ? scrollable('blockquote', `${title}, ${student}, ${file}`, lines(shortenedText(text, language)))
      : '') +
    '</article>'
  );
}

/** What may be longer than its place can be scrolled by keyboard too. */
const scrollable = (element: string, label: string, content: string): string =>
  `<${element} tabindex="0" role="group" aria-label="${html(label)}">${content}</${element}>`;

const level = (share: number): string => (share >= 1 ? 'full' : share >= 0.5 ? 'half' : 'low');

const words = {
  flagged: { pl: 'z uwagą', en: 'flagged' },
  cell: { pl: 'komórka', en: 'cell' },
  code: { pl: 'kod', en: 'code' },
  hidden: { pl: 'ukryty', en: 'hidden' },
  verdict: { pl: 'wynik', en: 'result' },
  check: { pl: 'test', en: 'check' },
  points: { pl: 'punkty', en: 'points' },
  conclusions: { pl: 'Wnioski', en: 'Conclusions' },
};
