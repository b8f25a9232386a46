import { escapeMarkup } from '../../../lib/display/escape-markup';
import type { Language } from '../../../lib/language';
import { heroFigure } from './hero-figure';
import type { LectureCard } from './lecture-card';
import { frontPageWords } from './words';

/** Where a front page lies and leads to. */
export interface FrontPage {
  language: Language;
  lectures: LectureCard[];
  /** The way from the page to the site's own address: `./` or `../`. */
  wayToSite: string;
  /** The way from the page to that in the other language. */
  other: string;
  /** All of its CSS. */
  style: string;
}

/** A page of JupyterLite looks here for settings, as in each page above it, and does not open where there is no place. */
const noSettings = '<script id="jupyter-config-data" type="application/json">{}</script>';

/** @returns the HTML of a front page */
export function frontPageHtml({ language, lectures, wayToSite, other, style }: FrontPage): string {
  const words = frontPageWords[language];
  const otherCode = language === 'pl' ? 'en' : 'pl';
  const { title, description, heading, lead, hero, teacher } = words;
  return `<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="description" content="${escapeMarkup(description)}">
<title>${escapeMarkup(title)}</title>
<link rel="icon" href="${wayToSite}icon.svg" type="image/svg+xml">
<link rel="alternate" hreflang="${otherCode}" href="${other}">
<style>${style}</style>
${noSettings}
</head>
<body>
<header>
<span class="name">bayes-notebooks</span>
<a href="${other}?lang=${otherCode}" hreflang="${otherCode}" lang="${otherCode}">${words.otherLanguage}</a>
</header>
<main>
<section class="opening">
<h1>${escapeMarkup(heading)}</h1>
<p class="lead">${escapeMarkup(lead)}</p>
${lectures
  .slice(0, 1)
  .map((first) => startLink(first, words.start, wayToSite))
  .join('')}
</section>
<figure>
${heroFigure(hero)}
<figcaption>${escapeMarkup(hero.caption)}</figcaption>
</figure>
<section class="lectures">
<h2 class="unseen">${escapeMarkup(words.lectures)}</h2>
<noscript><p class="warning">${escapeMarkup(words.needsScripts)}</p></noscript>
${lectures.map((card, index) => lectureHtml(card, index, language, wayToSite)).join('\n')}
</section>
<section class="notes">
${words.notes.map((note) => `<div><h2>${escapeMarkup(note.title)}</h2><p>${note.text}</p></div>`).join('\n')}
</section>
<section class="teacher">
<h2>${escapeMarkup(teacher.title)}</h2>
<p>${teacher.text}</p>
</section>
</main>
<footer><p>${escapeMarkup(words.footer)}</p></footer>
</body>
</html>
`;
}

function lectureHtml(card: LectureCard, index: number, language: Language, wayToSite: string): string {
  const { lecture, open } = frontPageWords[language];
  return `<article>
<p class="number">${lecture} ${index + 1}</p>
<h3>${escapeMarkup(card.title)}</h3>
<p>${card.summary}</p>
${startLink(card, `${open} ${index + 1}`, wayToSite)}
</article>`;
}

/** Opens a lecture in JupyterLab, on a narrow screen in Notebook 7. */
function startLink({ file }: LectureCard, words: string, wayToSite: string): string {
  const opened = (app: string) => `${wayToSite}${app}/index.html?path=${encodeURIComponent(file)}`;
  return `<a class="start" href="${opened('lab')}" data-narrow="${opened('notebooks')}">${escapeMarkup(words)}</a>`;
}
