import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { findChromium, launchChromium } from '../../generator/chromium.js';
import { formatNotebook, parseNotebook, textOf } from '../../wire/notebook.js';
import { patience, screenshot } from '../browser/jupyterlab.mjs';
import { CountingServer } from '../generator/site/counting-server.js';

const english = '01-bayesian-neural-networks.ipynb';
const polish = '02-inne-drogi-do-rozkladu-a-posteriori.ipynb';
const folder = mkdtempSync(path.join(tmpdir(), 'bayes-work-'));
const site = path.join(folder, 'site');
const server = new CountingServer(site, '/course/');
const published = (name: string): string => path.join(site, 'files', name);
const asBuilt = (name: string): string => path.join(inject('site'), 'files', name);
let browser: Browser;
let student: BrowserContext;

beforeAll(async () => {
  cpSync(inject('site'), site, { recursive: true });
  await server.start();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  student = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    locale: 'en',
    serviceWorkers: 'block', // it would go on with what was published first
  });
});

afterEach(async () => {
  await student.close();
  for (const name of [english, polish]) cpSync(asBuilt(name), published(name));
});

const bar = (page: Page) => page.locator('.bayes-WorkBar').filter({ visible: true });

async function show(page: Page, notebook: string, app = 'lab'): Promise<Page> {
  page.setDefaultTimeout(patience.timeout);
  await page.goto(server.url(`${app}/index.html?path=${encodeURIComponent(notebook)}`));
  await bar(page).waitFor();
  return page;
}

const open = async (notebook: string, app?: string) => show(await student.newPage(), notebook, app);

const says = (page: Page, text: string) => bar(page).getByText(text).waitFor();

const press = (page: Page, name: string) => bar(page).getByRole('button', { name }).click();

const codeCell = (page: Page) => page.locator('.jp-CodeCell').first();

async function write(page: Page, text: string): Promise<void> {
  await codeCell(page).locator('.cm-content').click();
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText(text);
}

const reads = (page: Page, text: string) => codeCell(page).getByText(text).waitFor();

/** Saves by hand, and waits until nothing is unsaved. */
async function save(page: Page): Promise<void> {
  await page.keyboard.press('Control+s');
  await page.locator('.jp-mod-dirty').first().waitFor({ state: 'detached' });
}

/** @returns where the file now lies */
async function download(page: Page, start: () => Promise<void>): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent('download'), start()]);
  const target = path.join(folder, 'class', file.suggestedFilename());
  await file.saveAs(target);
  return target;
}

async function sign(page: Page, name: string): Promise<void> {
  await page.locator('.jp-Dialog input').fill(name);
  await page.locator('.jp-Dialog .jp-mod-accept').click();
}

/** Publishes the lecture with another title. */
function publish(title: string): void {
  const notebook = parseNotebook(readFileSync(asBuilt(english), 'utf8'));
  notebook.cells[0]!.source = `# ${title}`;
  const said = JSON.stringify(notebook.cells.map((cell) => [cell.cell_type, textOf(cell.source)]));
  const fingerprint = createHash('sha256').update(said).digest('hex').slice(0, 16);
  Object.assign(notebook.metadata.bayes_notebooks as object, { fingerprint });
  writeFileSync(published(english), formatNotebook(notebook));
}

const title = (page: Page, text: string) => page.getByRole('heading', { name: text, level: 1 }).waitFor();

describe('a student hands in', () => {
  it('what the page says, in the notebook’s language, is kept in this browser only', async () => {
    await says(await open(english), 'Your work is kept in this browser only.');
    const page = await open(polish, 'notebooks');
    await page.setViewportSize({ width: 800, height: 700 });
    await says(page, 'Twoja praca zapisuje się tylko w tej przeglądarce.');
    await screenshot(page, 'work-bar-800');
  });

  it('solved notebooks under a name that is asked for once, and gets 10 of 10 for each', async () => {
    cpSync(path.join('solutions', 'en', english), published(english));
    cpSync(path.join('solutions', 'pl', polish), published(polish));
    const one = await open(english);
    await press(one, 'Download to hand in');
    await download(one, () => sign(one, 'Łucja Żak'));
    await one.close();
    const other = await open(polish, 'notebooks');
    await says(other, 'jako Łucja Żak');
    await download(other, () => press(other, 'Pobierz do oddania'));
    const report = execFileSync(
      process.execPath,
      ['bin/bayes.mjs', 'grade', path.join(folder, 'class'), '--lang', 'en', '--without-sandbox'],
      { encoding: 'utf8' },
    );
    expect(report.match(/^Łucja Żak - .* 10 \/ 10$/gm)).toHaveLength(2);
  });

  it('only under a name that the grader can tell from a version', async () => {
    const page = await open(english);
    await press(page, 'Download to hand in');
    await sign(page, '123456');
    await page.getByText('looks like a version').waitFor();
  });
});

describe('two tabs with one notebook', () => {
  it('save by turns: each saves before the other goes on', async () => {
    const a = await open(english);
    await write(a, '// of the first tab');
    const b = await open(english, 'notebooks');
    await says(b, 'already open in another tab');
    await write(b, '// lost?');
    expect(await codeCell(b).innerText()).not.toContain('lost?');
    await b.keyboard.press('Control+s');
    await screenshot(b, 'work-elsewhere');
    await press(b, 'Use it here');
    await reads(b, '// of the first tab');
    await says(a, 'already open in another tab');
    await write(b, '// of the second tab');
    await press(a, 'Use it here');
    await reads(a, '// of the second tab');
    await a.close();
    await bar(b).getByText('already open').waitFor({ state: 'detached' });
  });
});

describe('a notebook that is published anew', () => {
  it('takes the place of a copy in which nothing was written, without a word', async () => {
    const page = await open(english);
    await page.getByText('| Idle').first().waitFor();
    await codeCell(page).locator('.cm-content').click();
    await page.keyboard.press('Control+Enter');
    await codeCell(page).getByText('[1]:').waitFor();
    await save(page);
    publish('Second edition');
    await show(page, english);
    await title(page, 'Second edition');
    expect(await bar(page).locator('[data-notice]').count()).toBe(0);
  });

  it('is offered beside a copy in which something was written, once', async () => {
    const page = await open(english);
    await write(page, '// mine');
    await save(page);
    publish('Second edition');
    await show(page, english);
    await says(page, 'A new edition of this notebook has been published');
    await reads(page, '// mine');
    await page.setViewportSize({ width: 800, height: 700 });
    await screenshot(page, 'work-new-edition');
    await page.setViewportSize({ width: 1280, height: 800 });
    await press(page, 'Open the new one as a copy');
    await title(page, 'Second edition');
    await show(page, english, 'notebooks');
    await reads(page, '// mine');
    expect(await bar(page).locator('[data-notice]').count()).toBe(0);
  });

  it('can be begun anew, with the old work in a copy', async () => {
    const page = await open(english);
    await write(page, '// mine');
    await page.locator('.lm-MenuBar-itemLabel', { hasText: /^File$/ }).click();
    await page.getByText('Begin this notebook anew').click();
    await says(page, '01-bayesian-neural-networks copy.ipynb');
    await reads(page, 'import {');
    await show(page, '01-bayesian-neural-networks copy.ipynb', 'notebooks');
    await reads(page, '// mine');
  });
});

describe('a school that serves the site by plain http', () => {
  it('has the lecture run, its work kept, and a new edition offered', async () => {
    const school = 'lecture.school';
    const there = await launchChromium([`--host-resolver-rules=MAP ${school} 127.0.0.1`]);
    const page = await there.newPage({ locale: 'en' });
    page.setDefaultTimeout(patience.timeout);
    const visit = async () => {
      const address = new URL(server.url(`lab/index.html?path=${encodeURIComponent(english)}`));
      address.hostname = school;
      await page.goto(address.href);
      await bar(page).waitFor();
    };
    await visit();
    expect(await page.evaluate('isSecureContext')).toBe(false);
    await codeCell(page).locator('.cm-content').click();
    await page.keyboard.press('Shift+Enter');
    await reads(page, 'TensorFlow.js computes on: wasm');
    await save(page);
    publish('Second edition');
    await visit();
    await title(page, 'Second edition');

    await write(page, '// mine');
    await save(page);
    publish('Third edition');
    await visit();
    await says(page, 'A new edition of this notebook has been published');
    await reads(page, '// mine');
    await there.close();
  });
});

describe('a browser that cannot keep work', () => {
  it('says so where it is full, and the work can still be downloaded', async () => {
    const settings = await student.newPage();
    await settings.goto(server.url('api/contents/all.json'));
    const session = await student.newCDPSession(settings);
    const { origin } = new URL(server.url());
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 350_000 });
    const page = await open(english);
    const long = Array.from({ length: 200_000 }, (_, k) =>
      String.fromCodePoint(0x400 + ((k * k * 7919) % 251)),
    );
    await write(page, `// ${long.join('')}`);
    await page.keyboard.press('Control+s');
    await says(page, 'the browser has no room left');
    await screenshot(page, 'work-full');
    await press(page, 'Download to hand in');
    const file = await download(page, () => sign(page, 'Ada'));
    expect(readFileSync(file, 'utf8')).toContain(long.join(''));
  });

  it('says so where it refuses to, and the lecture opens all the same', async () => {
    const profile = path.join(folder, 'profile');
    mkdirSync(path.join(profile, 'Default'), { recursive: true });
    const preferences = { profile: { default_content_setting_values: { cookies: 2 } } }; // 2: none
    writeFileSync(path.join(profile, 'Default', 'Preferences'), JSON.stringify(preferences));
    const refusing = await chromium.launchPersistentContext(profile, {
      executablePath: findChromium(),
      args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-sync'],
      locale: 'en',
    });
    const page = await show(await refusing.newPage(), english);
    await says(page, 'This browser does not let this page keep anything');
    await screenshot(page, 'work-refused');
    await refusing.close();
  });
});
