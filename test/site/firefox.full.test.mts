import { readFileSync } from 'node:fs';
import path from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { type SiteServer, startSiteServer } from '../../generator/site/site-server.js';
import { onPath } from '../../setup/programs/on-path.mjs';
import { type Notebook, textOf } from '../../wire/notebook.js';
import { patience } from '../browser/jupyterlab.mjs';
import { notebookOf } from '../browser/notebook-file.mjs';
import { figureCounts, notRun } from './cell-texts.mjs';

const solved: Notebook = JSON.parse(
  readFileSync(
    path.resolve(import.meta.dirname, '../../solutions/en/01-bayesian-neural-networks.ipynb'),
    'utf8',
  ),
);
const small = notebookOf([
  { source: "function inner(): never {\n  throw new Error('on purpose');\n}\ninner();" },
  { source: "console.log('running');\nfor (;;) {}" },
]);
const files = { 'small.ipynb': small, 'solved.ipynb': notRun(solved) };

let server: SiteServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  server = await startSiteServer(inject('site'), { port: 0, base: '/course/' });
  const executablePath = onPath('firefox-esr') ?? onPath('firefox');
  if (!executablePath)
    throw new Error('Cannot test in Firefox: it is not installed: apt-get install firefox-esr');
  browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath,
    headless: true,
    protocolTimeout: patience.timeout,
    defaultViewport: { width: 1280, height: 900 },
    extraPrefsFirefox: { 'intl.locale.requested': 'en-US' },
  });
  await turnPage();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** Turns to a new page: one that holds unsaved work does not let go of it without asking. */
async function turnPage(): Promise<void> {
  page = await browser.newPage();
  page.setDefaultTimeout(patience.timeout);
}

/** The text of what a selector names, in the page's order. */
const texts = (selector: string): Promise<string[]> =>
  page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(selector)})].map((node) => node.textContent)`,
  ) as Promise<string[]>;

async function choose(menu: string, item: string): Promise<void> {
  await page.locator(`.lm-MenuBar-itemLabel::-p-text(${menu})`).click();
  await page.locator(`.lm-Menu-itemLabel::-p-text(${item})`).click();
}

const isIdle = () => page.waitForSelector('.jp-Notebook-ExecutionIndicator[data-status="idle"]');

/** Gives JupyterLab's upload button the files that a student would choose. A string: it runs in the browser. */
const choosesFiles = `
  HTMLInputElement.prototype.click = function () {
    const given = new DataTransfer();
    for (const [name, notebook] of Object.entries(${JSON.stringify(files)}))
      given.items.add(new File([JSON.stringify(notebook)], name));
    this.files = given.files;
    this.dispatchEvent(new Event('change'));
  };`;

async function open(notebook: string, numCells: number): Promise<void> {
  await turnPage();
  await page.goto(`${server.url}notebooks/index.html?path=${notebook}`);
  await isIdle();
  await expect.poll(async () => (await page.$$('.jp-CodeCell')).length, patience).toBe(numCells);
}

async function run(cell: number): Promise<void> {
  await (await page.$$('.jp-CodeCell .cm-content'))[cell]?.click();
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
}

const outputOf = (cell: number) => async (): Promise<string> =>
  page.evaluate(
    `[...document.querySelectorAll('.jp-CodeCell')[${cell}].querySelectorAll('.jp-OutputArea-output')].map((node) => node.innerText).join('\\n')`,
  ) as Promise<string>;

describe('the site in Firefox', () => {
  it('opens in isolation, and takes the notebooks that a student brings along', async () => {
    await page.goto(`${server.url}lab/index.html`);
    await page.waitForSelector('.jp-DirListing-itemText');
    expect(await page.evaluate('crossOriginIsolated')).toBe(true);
    await page.evaluate(choosesFiles);
    await page.locator('[title="Upload Files"]').click();
    for (const name of Object.keys(files))
      await page.waitForSelector(`.jp-DirListing-itemText::-p-text(${name})`);
  });

  it('names the lines of the cell where it throws', async () => {
    await open('small.ipynb', 2);
    await run(0);
    const lines = /Error: on purpose[\s\S]*at inner \(cell 1, line 2\)\s+at cell 1, line 4\s*$/;
    await expect.poll(outputOf(0), patience).toMatch(lines);
  });

  it('interrupts a loop that awaits nothing', async () => {
    await run(1);
    await expect.poll(outputOf(1), patience).toContain('running');
    await choose('Kernel', 'Interrupt Kernel');
    await expect.poll(outputOf(1), patience).toContain('Interrupted: the cell was interrupted');
  });

  it('runs the solved lecture, draws every figure and prints what the stored one has printed', async () => {
    await open('solved.ipynb', figureCounts(solved).length);
    await choose('Run', 'Run All Cells');
    const prompts = async () =>
      (await texts('.jp-CodeCell .jp-InputPrompt')).filter((text) => !/\d/.test(text));
    await expect.poll(prompts, patience).toEqual([]);
    expect(await texts('[data-mime-type="application/vnd.jupyter.error"]')).toEqual([]);
    const figures = figureCounts(solved).reduce((one, other) => one + other);
    expect(await page.$$('.jp-RenderedPlotly')).toHaveLength(figures);
    for (const figure of await page.$$('.jp-RenderedPlotly')) {
      await figure.scrollIntoView();
      await figure.waitForSelector('.main-svg .scatterlayer .trace path');
    }
    const printed = solved.cells.flatMap(({ outputs = [] }) =>
      outputs.flatMap((output) => (output.output_type === 'stream' ? [textOf(output.text)] : [])),
    );
    expect(await texts('[data-mime-type="application/vnd.jupyter.stdout"] pre')).toEqual(printed);
  });
});
