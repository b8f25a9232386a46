import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root as projectRoot } from '#setup/project-paths.mjs';
import type { Language, Words } from '../../../lib/language';
import { changedByHand } from '../changed-by-hand';
import type { SubmissionReport } from '../submission-report';
import { assignmentNames, type Batch, FileWriter, type ReportWriter } from '../writer';
import { handIn } from './hand-in';
import { html } from './markup';
import { overview } from './overview';

/** The page's style and script are read from the sources: the compiler copies neither into dist/. */
const asset = (name: string): string =>
  readFileSync(join(projectRoot, 'grader', 'reports', 'html', name), 'utf8');

/**
 * report.html: one page that needs nothing beside it, and no script to be read or printed in part. Everything that
 * comes from a submission is escaped, and the page's own policy lets no script run but its own, by its hash.
 */
export class HtmlReport implements ReportWriter {
  readonly reader = 'instructor';
  readonly #file: FileWriter;
  #batch: Batch | undefined;
  readonly #script = asset('page.js');

  constructor(path: string) {
    this.#file = new FileWriter(path);
  }

  async begin(batch: Batch): Promise<void> {
    this.#batch = batch;
    const { summary, language } = batch;
    const hash = createHash('sha256').update(this.#script).digest('base64');
    const policy = `default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-${hash}'`;
    const title = `${this.#say(words.title)}: ${assignmentNames(summary)}`;
    await this.#file.write(
      `<!DOCTYPE html>\n<html lang="${language}">\n<head>\n<meta charset="utf-8">\n` +
        `<meta http-equiv="Content-Security-Policy" content="${policy}">\n` +
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n' +
        '<meta name="color-scheme" content="light dark">\n' +
        `<title>${html(title)}</title>\n<style>${asset('page.css')}</style>\n</head>\n<body>\n` +
        `<a class="skip" href="#hand-ins">${this.#say(words.skip)}</a>\n` +
        `<header><h1>${this.#say(words.title)}</h1><p>${html(assignmentNames(summary))}</p></header>\n<main>\n` +
        `${overview(batch)}\n` +
        `<section aria-labelledby="hand-ins"><h2 id="hand-ins" tabindex="-1">${this.#say(words.submissions)}</h2>\n` +
        `${controls(language)}\n<div id="students">\n`,
    );
  }

  async add(report: SubmissionReport): Promise<void> {
    await this.#file.write(handIn(report, (this.#batch?.summary.assignments.length ?? 0) > 1));
  }

  async end(): Promise<void> {
    const { sandbox = [], seed = '', byHand = [], language = 'en' } = this.#batch ?? {};
    const layers = sandbox.map(
      ({ name, active, detail }) =>
        `<li class="${active ? 'on' : 'off'}"><span class="unseen">${this.#say(active ? words.on : words.off)}</span>${html(name)} <span class="detail">${html(detail)}</span></li>`,
    );
    await this.#file.write(
      '</div>\n</section>\n</main>\n<footer>\n' +
        `<p>seed ${html(seed)}${byHand.length > 0 ? ` · ${changedByHand(byHand.length)[language]}` : ''}</p>\n` +
        (layers.length > 0
          ? `<details class="protection"><summary>${this.#say(words.protection)}</summary><ul>${layers.join('')}</ul></details>\n`
          : '') +
        `</footer>\n<script>${this.#script}</script>\n</body>\n</html>\n`,
    );
    await this.#file.close();
  }

  #say(of: Words): string {
    return of[this.#batch?.language ?? 'en'];
  }
}

/** Hidden until the script has made them work. */
const controls = (language: Language): string =>
  '<div class="controls" id="controls" hidden>' +
  `<label>${words.search[language]} <input id="filter" type="search" autocomplete="off" placeholder="${words.searched[language]}"></label>` +
  `<label>${words.order[language]} <select id="order"><option value="name">${words.byStudent[language]}</option><option value="score">${words.byScore[language]}</option></select></label>` +
  `<button id="open" type="button">${words.openAll[language]}</button>` +
  `<p id="shown" role="status" data-words="${words.shown[language]}"></p></div>`;

const words = {
  title: { pl: 'Oceny', en: 'Grading report' },
  skip: { pl: 'Przejdź do prac', en: 'Skip to the submissions' },
  submissions: { pl: 'Prace', en: 'Submissions' },
  search: { pl: 'Szukaj', en: 'Search' },
  searched: { pl: 'osoba, plik, błąd', en: 'student, file, misconception' },
  order: { pl: 'Kolejność', en: 'Order' },
  byStudent: { pl: 'według osób', en: 'by student' },
  byScore: { pl: 'od najniższego wyniku', en: 'lowest score first' },
  openAll: { pl: 'rozwiń wszystkie', en: 'open all' },
  shown: { pl: 'Widać {shown} z {all}', en: '{shown} of {all} shown' },
  protection: { pl: 'Zabezpieczenia', en: 'Protection' },
  on: { pl: 'działa: ', en: 'in use: ' },
  off: { pl: 'brak: ', en: 'not in use: ' },
};
