import type { Language, Words } from '../../../lib/language';
import { formFor, submissionsCounted } from '../../marking/counted';
import { equalAnswersLine, equalAnswersTitle } from '../equal-answers-line';
import { plainNumber } from '../plain-number';
import { exerciseWords } from '../status-words';
import { reasonWords } from '../to-look-at';
import { type AssignmentSummary, type Batch, type ExerciseSummary, meanScore, type Summary } from '../writer';
import { marksChart } from './marks-chart';
import { bar, html } from './markup';

/** What stands above the hand-ins: how the class did, what to look at first, what is not understood yet. */
export function overview({
  summary,
  equalAnswers,
  language,
}: Pick<Batch, 'summary' | 'equalAnswers' | 'language'>): string {
  const say = (words: Words): string => words[language];
  const several = summary.assignments.length > 1;
  const of = ({ id }: AssignmentSummary): string => (several ? `: ${html(id)}` : '');
  return [
    `<section aria-labelledby="overview"><h2 id="overview" class="unseen">${say(words.overview)}</h2>${tiles(summary, language)}</section>`,
    summary.toLookAt.length > 0
      ? `<section class="look" aria-labelledby="look"><h2 id="look">${say(words.toLookAt)}</h2>${toLookAt(summary, say)}</section>`
      : '',
    '<div class="charts">',
    ...summary.assignments.map(
      (assignment, i) =>
        `<section class="card" aria-labelledby="marks-${i}"><h2 id="marks-${i}">${say(words.marks)}${of(assignment)}</h2>${marksChart(assignment, language)}</section>`,
    ),
    `<section class="card" aria-labelledby="misconceptions"><h2 id="misconceptions">${say(words.misconceptions)}</h2>${misconceptions(summary, say)}</section>`,
    equalAnswers.length > 0
      ? `<section class="card" aria-labelledby="equal"><h2 id="equal">${equalAnswersTitle[language]}</h2><ul>${equalAnswers.map((group) => `<li>${html(equalAnswersLine(group, language))}</li>`).join('')}</ul></section>`
      : '',
    ...summary.assignments.flatMap((assignment) =>
      assignment.exercises.map((exercise) => exerciseCard(exercise, assignment.scores.length, language)),
    ),
    '</div>',
  ]
    .filter(Boolean)
    .join('\n');
}

function tiles({ count, assignments }: Summary, language: Language): string {
  const shown: [string, string][] = [[String(count), formFor(count, language, submissionsCounted)]];
  for (const assignment of assignments) {
    const { id, scores, maxScore } = assignment;
    const of = assignments.length > 1 ? `, ${id}` : '';
    const full = scores.filter((score) => score >= maxScore).length;
    shown.push(
      [
        `${plainNumber(meanScore(assignment), language)} / ${plainNumber(maxScore, language)}`,
        words.mean[language] + of,
      ],
      [plainNumber(median(scores), language), words.median[language] + of],
      [String(full), words.full[language] + of],
    );
  }
  const tile = ([value, label]: [string, string]) =>
    `<div><dt>${html(label)}</dt><dd>${html(value)}</dd></div>`;
  return `<dl class="tiles">${shown.map(tile).join('')}</dl>`;
}

/** Buttons that show those hand-ins alone; pressed again, all. */
function toLookAt(summary: Summary, say: (words: Words) => string): string {
  const buttons = summary.toLookAt.map(
    ([reason, count]) =>
      `<li><button type="button" class="pick ${reason}" data-reason="${reason}" aria-pressed="false">${say(reasonWords[reason])} <b>${count}</b></button></li>`,
  );
  return `<ul>${buttons.join('')}</ul>`;
}

function misconceptions({ misconceptions: all }: Summary, say: (words: Words) => string): string {
  const [most] = all;
  if (!most) return `<p>${say(words.noMisconception)}</p>`;
  const rows = all
    .slice(0, 8)
    .map(
      ([what, times]) =>
        `<tr><th scope="row">${html(what)}</th><td class="drawn">${bar([{ kind: 'wrong', count: times }], most[1])}</td><td class="number">${times}</td></tr>`,
    );
  return table([say(words.misconception), '', say(words.times)], rows);
}

function exerciseCard(exercise: ExerciseSummary, count: number, language: Language): string {
  const { id, title, statuses, checks, score, maxScore } = exercise;
  const kinds = Object.entries(statuses) as [keyof typeof statuses, number][];
  const told = kinds
    .filter(([, times]) => times > 0)
    .map(
      ([status, times]) =>
        `<li class="${status}">${html(exerciseWords[status][language])} <b>${times}</b></li>`,
    );
  const rows = checks.map(
    ({ name, passed, asked }) =>
      `<tr><th scope="row">${html(name)}</th><td class="drawn">${bar([{ kind: 'passed', count: passed }], asked)}</td>` +
      `<td class="number">${passed} / ${asked}</td></tr>`,
  );
  const mean = plainNumber(count > 0 ? score / count : 0, language);
  return (
    `<section class="card" aria-labelledby="summary-${id}"><h2 id="summary-${id}">${html(title)}` +
    `<span class="points">${words.onAverage[language]} ${mean} / ${plainNumber(maxScore, language)}</span></h2>` +
    bar(
      kinds.map(([kind, times]) => ({ kind, count: times })),
      count,
    ) +
    `<ul class="statuses">${told.join('')}</ul>` +
    (rows.length > 0 ? table([words.check[language], '', words.passed[language]], rows) : '') +
    '</section>'
  );
}

const table = (heads: string[], rows: string[]): string =>
  `<table class="bars"><thead class="unseen"><tr>${heads.map((head) => (head ? `<th scope="col">${html(head)}</th>` : '<td></td>')).join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;

function median(scores: number[]): number {
  const sorted = [...scores].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  if (sorted.length % 2 === 1) return sorted[middle] as number;
  return sorted.length === 0 ? 0 : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

const words = {
  overview: { pl: 'Przegląd', en: 'Overview' },
  mean: { pl: 'średnia', en: 'mean' },
  median: { pl: 'mediana', en: 'median' },
  full: { pl: 'z kompletem punktów', en: 'with full marks' },
  toLookAt: { pl: 'Do obejrzenia', en: 'To look at' },
  marks: { pl: 'Rozkład punktów', en: 'Distribution of marks' },
  misconceptions: { pl: 'Rozpoznane błędy', en: 'Recognised misconceptions' },
  misconception: { pl: 'błąd', en: 'misconception' },
  times: { pl: 'ile razy', en: 'times' },
  noMisconception: {
    pl: 'Nie rozpoznano żadnego typowego błędu.',
    en: 'No typical misconception was recognised.',
  },
  onAverage: { pl: 'średnio', en: 'on average' },
  check: { pl: 'test', en: 'check' },
  passed: { pl: 'zaliczyło', en: 'passed' },
};
