import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Language } from '../../../lib/language';
import { lecturesIn } from '../../lectures';
import { frontPageHtml } from './front-page-html';
import { lectureCard } from './lecture-card';
import { pageScript, withScript } from './page-script';

/** The front pages: the site's own address shows the lecture's first language, and leads on who wants another. */
const pages: { language: Language; file: string; wayToSite: string; other: string }[] = [
  { language: 'pl', file: 'index.html', wayToSite: './', other: 'en/index.html' },
  { language: 'en', file: 'en/index.html', wayToSite: '../', other: '../index.html' },
];

/**
 * Writes the site's front pages and their icon.
 *
 * @param root folder of the project
 * @param site folder of the site
 */
export async function writeFrontPages(root: string, site: string): Promise<void> {
  const source = join(root, 'generator', 'site', 'front-page');
  const style = readFileSync(join(source, 'page.css'), 'utf8');
  for (const page of pages) {
    const lectures = lecturesIn(root).map((lecture) => lectureCard(root, lecture, page.language));
    const script = await pageScript(root, 'browser/front-page/front-page.ts', { wayToSite: page.wayToSite });
    const path = join(site, page.file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, withScript(frontPageHtml({ ...page, lectures, style }), script));
  }
  copyFileSync(join(source, 'icon.svg'), join(site, 'icon.svg'));
}
