import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AxeResults } from 'axe-core';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../../../generator/chromium';
import { HtmlReport } from '../../../grader/reports/html/html-report';
import type { Language } from '../../../lib/language';
import { scratchFolder } from '../grade-process';
import { sampleReports, writeWith } from './sample-reports';

const axe = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
const pictures = join(tmpdir(), 'bayes-screenshots');
const folder = scratchFolder();
let browser: Browser;

beforeAll(async () => {
  mkdirSync(pictures, { recursive: true });
  browser = await launchChromium();
});
afterAll(() => browser?.close());

/** Opens a report of so many hand-ins. */
async function open(count: number, language: Language, options: BrowserContextOptions = {}): Promise<Page> {
  const file = join(folder, `report-${count}-${language}.html`);
  await writeWith(new HtmlReport(file), sampleReports(count, language), language);
  const page = await browser.newPage({ ...options, bypassCSP: true }); // the page's own policy keeps axe out
  await page.goto(`file://${file}`);
  // what is not drawn yet cannot be looked at
  await page.addStyleTag({ content: '.student { content-visibility: visible !important; }' });
  return page;
}

/** Opens the first few, of every kind. */
const openSome = (page: Page) =>
  page.evaluate("for (const one of [...document.querySelectorAll('details')].slice(0, 10)) one.open = true");

/** What axe finds, of any impact. */
async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations.map(({ id, impact, nodes }) => `${id} (${impact}): ${nodes[0]?.html}`);
}

const looks = [
  ['en', 'light'],
  ['en', 'dark'],
  ['pl', 'light'],
  ['pl', 'dark'],
] as const;
const few = [0, 1, 3].flatMap((count) => looks.map((look) => [count, ...look] as const));

test.each([...few, [200, 'pl', 'dark'] as const])(
  'report.html of %i hand-ins is accessible in %s, %s',
  async (count, language, colorScheme) => {
    const page = await open(count, language, { colorScheme });
    await openSome(page);
    expect(await findings(page)).toEqual([]);
    const name = `report-${count}-${language}-${colorScheme}.png`;
    await page.screenshot({ path: join(pictures, name), fullPage: count <= 3 });
    await page.close();
  },
);

test.each([
  [0, 'en'],
  [1, 'pl'],
  [3, 'en'],
  [200, 'pl'],
] as const)('report.html of %i hand-ins fits a screen of 360 pixels in %s', async (count, language) => {
  const page = await open(count, language, { viewport: { width: 360, height: 740 } });
  const width = () => page.evaluate('document.documentElement.scrollWidth');
  expect(await width()).toBe(360);
  await openSome(page);
  expect(await width()).toBe(360);
  if (count <= 3) expect(await findings(page)).toEqual([]);
  await page.screenshot({
    path: join(pictures, `report-${count}-${language}-narrow.png`),
    fullPage: count <= 3,
  });
  await page.close();
});

test('finds, sorts and picks hand-ins, runs nothing that a submission holds, and asks nothing of the network', async () => {
  const page = await browser.newPage();
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!request.url().startsWith('file:')) trouble.push(`request ${request.url()}`);
  });
  const file = join(folder, 'report.html');
  await writeWith(new HtmlReport(file), sampleReports(14, 'en'), 'en');
  await page.goto(`file://${file}`);
  const shown = () => page.locator('.student:visible').count();

  expect(await page.getByRole('status').textContent()).toBe('14 of 14 shown');
  await page.getByLabel('Search').fill('grace hopper');
  expect(await shown()).toBe(3);
  await page.getByLabel('Search').fill('');
  await page.getByRole('button', { name: 'unreadable 2' }).click();
  expect(await shown()).toBe(2);
  expect(await page.getByRole('status').textContent()).toBe('2 of 14 shown');
  await page.getByRole('button', { name: 'unreadable 2' }).click();
  expect(await shown()).toBe(14);
  await page.getByLabel('Order').selectOption('score');
  expect(await page.locator('.student .score').first().textContent()).toBe('0 / 10');
  expect(await page.locator('.student .score').last().textContent()).toBe('10 / 10');
  await page.getByRole('button', { name: 'open all' }).click();
  expect(await page.locator('.student[open]').count()).toBe(14);
  expect(await page.locator('#students script, #students img').count()).toBe(0);
  expect(trouble).toEqual([]);
});

test('the keyboard reaches every hand-in, opens it, and scrolls its code', async () => {
  const page = await open(1, 'en', { viewport: { width: 360, height: 740 } });
  await page.locator('summary').first().focus();
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  expect(await page.evaluate("document.activeElement.getAttribute('aria-label')")).toContain('code: ');
  await page.keyboard.press('ArrowRight');
  await page.waitForFunction('document.activeElement.scrollLeft > 0');
});

test('prints what is closed on the screen too, with whole lines of code', async () => {
  const page = await open(3, 'en');
  const pdf = await page.pdf({ path: join(pictures, 'report.pdf'), format: 'A4' });
  expect(pdf.length).toBeGreaterThan(0);
  await page.emulateMedia({ media: 'print' });
  await page.evaluate("dispatchEvent(new Event('beforeprint'))");
  expect(await page.locator('.student[open]').count()).toBe(3);
  expect(await page.locator('#controls').isVisible()).toBe(false);
  const cut = await page.evaluate(
    "[...document.querySelectorAll('pre')].filter((pre) => pre.scrollWidth > pre.clientWidth).length",
  );
  expect(cut).toBe(0);
  await page.evaluate("dispatchEvent(new Event('afterprint'))");
  expect(await page.locator('.student[open]').count()).toBe(0);
});
