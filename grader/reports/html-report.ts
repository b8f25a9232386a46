import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root as projectRoot } from '#setup/project-paths.mjs';
import { escapeMarkup } from '../../lib/display/escape-markup';
import { equalAnswersLine, equalAnswersTitle } from './equal-answers-line';
import { plainText } from './plain-text';
import type { CheckReport, ExerciseReport, SubmissionReport } from './submission-report';
import { assignmentNames, type Batch, FileWriter, meanScore, type ReportWriter } from './writer';

/** The page's style and script are read from the sources: the compiler copies neither into dist/. */
const asset = (name: string): string =>
  readFileSync(join(projectRoot, 'grader', 'reports', 'html', name), 'utf8');

/**
 * report.html: one page that needs nothing beside it. Everything that comes from a submission is escaped, and the
 * page's own policy lets no script run but the two that it carries, by their hashes.
 */
export class HtmlReport implements ReportWriter {
  readonly #file: FileWriter;
  #pl = false;
  #script = '';
  /** Whether the class has handed in several lectures, so that each hand-in says which it is. */
  #several = false;

  constructor(path: string) {
    this.#file = new FileWriter(path);
  }

  async begin(batch: Batch): Promise<void> {
    this.#pl = batch.language === 'pl';
    const plotly = readFileSync(require.resolve('plotly.js-basic-dist-min'), 'utf8').replaceAll(
      '</script',
      '<\\/script',
    );
    this.#script = asset('page.js');
    const hashes = [plotly, this.#script].map(
      (code) => `'sha256-${createHash('sha256').update(code).digest('base64')}'`,
    );
    const policy = `default-src 'none'; style-src 'unsafe-inline'; img-src data: blob:; script-src ${hashes.join(' ')}`;
    const { summary } = batch;
    this.#several = summary.assignments.length > 1;
    const tiles: [string, string][] = [
      [String(summary.count), this.#say('prac', 'submissions')],
      ...summary.assignments.flatMap((assignment): [string, string][] => {
        const { id, maxScore, scores } = assignment;
        const of = this.#several ? `, ${id}` : '';
        const full = scores.filter((score) => score >= maxScore).length;
        return [
          [`${meanScore(assignment).toFixed(1)} / ${maxScore}`, this.#say('średni wynik', 'mean score') + of],
          [String(full), this.#say('z kompletem punktów', 'with full marks') + of],
        ];
      }),
      [String(summary.statuses.unreadable), this.#say('nieczytelnych', 'unreadable')],
    ];
    if (summary.statuses['grader-fault'] > 0)
      tiles.push([String(summary.statuses['grader-fault']), this.#say('błędów oceniania', 'grader faults')]);
    const protection = batch.sandbox.map(
      ({ name, active, detail }) =>
        `<li class="${active ? 'on' : 'off'}">${html(name)}<span>${html(detail)}</span></li>`,
    );
    const data = {
      ...summary,
      words: {
        marks: this.#say('Rozkład punktów', 'Distribution of marks'),
        points: this.#say('punkty', 'points'),
        count: this.#say('liczba prac', 'number of submissions'),
        misconceptions: this.#say('Rozpoznane błędy', 'Recognised misconceptions'),
        none: this.#say('Nie rozpoznano żadnego typowego błędu.', 'No typical misconception was recognised.'),
      },
    };
    await this.#file.write(
      `<!doctype html>\n<html lang="${batch.language}">\n<head>\n<meta charset="utf-8">\n` +
        `<meta http-equiv="Content-Security-Policy" content="${policy}">\n` +
        `<meta name="viewport" content="width=device-width, initial-scale=1">\n` +
        `<title>${html(assignmentNames(summary))}</title>\n<style>${asset('page.css')}</style>\n</head>\n<body>\n` +
        `<header><h1>${this.#say('Oceny', 'Grading report')}</h1><p>${html(assignmentNames(summary))} · seed ${html(batch.seed)}` +
        `${batch.overrides > 0 ? ` · overrides.csv: ${batch.overrides}` : ''}</p></header>\n<main>\n` +
        `<section class="tiles">${tiles.map(([value, label]) => `<div><b>${html(value)}</b>${html(label)}</div>`).join('')}</section>\n` +
        `<section class="charts">${summary.assignments.map(() => '<div class="marks"></div>').join('')}<div id="misconceptions"></div></section>\n` +
        (batch.equalAnswers.length > 0
          ? `<details class="equal"><summary>${equalAnswersTitle[batch.language]}: ${batch.equalAnswers.length}</summary><ul>${batch.equalAnswers.map((group) => `<li>${html(equalAnswersLine(group, batch.language))}</li>`).join('')}</ul></details>\n`
          : '') +
        (protection.length > 0
          ? `<details class="protection"><summary>${this.#say('Zabezpieczenia', 'Protection')}</summary><ul>${protection.join('')}</ul></details>\n`
          : '') +
        `<section class="filter"><input id="filter" type="search" placeholder="${this.#say('szukaj: osoba, plik, błąd', 'search: student, file, misconception')}" aria-label="${this.#say('szukaj', 'search')}">` +
        `<select id="order" aria-label="${this.#say('kolejność', 'order')}"><option value="name">${this.#say('według osób', 'by student')}</option><option value="score">${this.#say('od najniższego wyniku', 'lowest score first')}</option></select>` +
        `<button id="open" type="button">${this.#say('rozwiń wszystkie', 'open all')}</button></section>\n` +
        `<script type="application/json" id="summary">${JSON.stringify(data).replaceAll('<', '\\u003c')}</script>\n` +
        `<script>${plotly}</script>\n<section id="students">\n`,
    );
  }

  async add(report: SubmissionReport): Promise<void> {
    const share = report.maxScore > 0 ? report.score / report.maxScore : 0;
    const diagnoses = report.exercises.map(({ diagnosis }) => diagnosis).filter(Boolean);
    const file = this.#several ? `${report.file} · ${report.assignment}` : report.file;
    const search = [report.student, file, report.status, ...diagnoses].join(' ').toLowerCase();
    await this.#file.write(
      `<details class="student" data-score="${report.score}" data-search="${html(search)}"><summary>` +
        `<span class="name">${html(report.student)}</span><span class="file">${html(file)}</span>` +
        `<span class="said">${html(report.status === 'graded' ? diagnoses.join('; ') : report.message)}</span>` +
        `${report.flags.length > 0 ? `<span class="flag" title="${html(report.flags.join('\n'))}">⚑</span>` : '<span></span>'}` +
        `<span class="score ${level(share)}">${report.score}<small> / ${report.maxScore}</small></span></summary>\n<div class="body">` +
        this.#list([report.status === 'graded' ? '' : report.message, ...report.notes], 'notes') +
        this.#list(report.flags, 'flags') +
        report.exercises.map((exercise) => this.#exercise(exercise)).join('\n') +
        report.manualReview
          .map(
            (review) =>
              `<article><h3>${html(review.id)} <em class="status">${html(this.#reviewState(review.state))}</em></h3>` +
              this.#list(review.statements, 'flags') +
              `${review.text ? `<blockquote>${html(review.text, true)}</blockquote>` : ''}</article>`,
          )
          .join('\n') +
        '</div></details>\n',
    );
  }

  async end(): Promise<void> {
    await this.#file.write(`</section>\n</main>\n<script>${this.#script}</script>\n</body>\n</html>\n`);
    await this.#file.close();
  }

  #exercise(exercise: ExerciseReport): string {
    const cell = exercise.cell === undefined ? '' : ` · ${this.#say('komórka', 'cell')} ${exercise.cell}`;
    const override = exercise.override
      ? `<p class="override">${this.#say('Zmienione przez prowadzącego', 'Changed by the instructor')}: ${exercise.override.score} → ${exercise.override.points}. ${html(exercise.override.comment)}</p>`
      : '';
    const diagnosis = exercise.diagnosis
      ? `<p class="diagnosis"><b>${html(exercise.diagnosis)}.</b> ${html(exercise.hint ?? '')}</p>`
      : '';
    return (
      `<article><h3>${html(exercise.title)} <em class="status ${exercise.status}">${exercise.status}</em>` +
      `<span class="points">${exercise.score} / ${exercise.maxScore}${cell}</span></h3>${override}${diagnosis}` +
      this.#list(exercise.notes, 'notes') +
      (exercise.checks.length > 0 && exercise.status !== 'missing'
        ? `<table><tbody>${exercise.checks.map((check) => this.#check(check)).join('')}</tbody></table>`
        : '') +
      (exercise.code ? `<pre><code>${html(exercise.code, true)}</code></pre>` : '') +
      '</article>'
    );
  }

  #check(check: CheckReport): string {
    const hidden = check.visibility === 'hidden' ? ` <i>${this.#say('ukryty', 'hidden')}</i>` : '';
    return (
      `<tr class="${check.status}"><td class="mark">${check.status === 'passed' ? '✓' : check.status === 'skipped' ? '–' : '✗'}</td>` +
      `<td>${html(check.name)}${hidden}</td><td class="points">${check.score} / ${check.maxScore}</td><td>${html(check.message)}</td></tr>`
    );
  }

  #list(lines: string[], kind: string): string {
    const shown = lines.filter(Boolean);
    return shown.length > 0
      ? `<ul class="${kind}">${shown.map((line) => `<li>${html(line)}</li>`).join('')}</ul>`
      : '';
  }

  #reviewState(state: SubmissionReport['manualReview'][number]['state']): string {
    return {
      missing: this.#say('brak komórki', 'no such cell'),
      untouched: this.#say('nieuzupełnione', 'untouched'),
      short: this.#say('bardzo krótkie', 'very short'),
      answered: this.#say('do oceny', 'to be marked'),
    }[state];
  }

  #say(pl: string, en: string): string {
    return this.#pl ? pl : en;
  }
}

const level = (share: number): string => (share >= 1 ? 'full' : share >= 0.5 ? 'half' : 'low');

const html = (raw: string, keepLines = false): string => escapeMarkup(plainText(raw, keepLines));
