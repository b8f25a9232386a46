import { mkdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { expect, inject } from 'vitest';
import type { Notebook } from '../../wire/notebook.js';

/** What JupyterLab puts in a reader's way: dialogs and pop-up notes. A string: it runs in the browser. */
const watchInterruptions = `
  window.interruptions = [];
  new MutationObserver(() => {
    for (const node of document.querySelectorAll('.jp-Dialog-content, .Toastify__toast'))
      if (!window.interruptions.includes(node.textContent)) window.interruptions.push(node.textContent);
  }).observe(document, { subtree: true, childList: true });`;

/** Long enough for the slowest machine: these only end what hangs. */
export const patience = { timeout: 240_000 };

let workspaces = 0;

/** A browser page that shows one notebook of the served project in JupyterLab. */
export class Lab {
  /** What the page complained of: uncaught errors and failed requests. */
  readonly complaints: string[] = [];
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(patience.timeout);
    page.on('pageerror', (error) => this.complaints.push(String(error)));
    page.on('response', (response) => {
      if (response.status() >= 400) this.complaints.push(`${response.status()} ${response.url()}`);
    });
  }

  /** A page of its own, without cookies of other pages. */
  static async start(browser: Browser, width = 1280): Promise<Lab> {
    const lab = new Lab(await browser.newPage({ viewport: { width, height: 900 } }));
    await lab.watchInterruptions();
    return lab;
  }

  /** Notes from the next page on what comes in a reader's way. */
  watchInterruptions = (): Promise<unknown> => this.page.addInitScript(watchInterruptions);

  /** Opens a notebook, a path below the project's root, in a page and a workspace of its own. */
  static async open(browser: Browser, notebook: string, width = 1280): Promise<Lab> {
    const lab = await Lab.start(browser, width);
    await lab.visit(notebook);
    return lab;
  }

  /** Goes to a notebook and waits until its kernel is ready. */
  async visit(notebook: string): Promise<void> {
    const { origin, search } = new URL(inject('lecture').url);
    const workspace = `w${process.pid}-${workspaces++}`;
    await this.page.goto(`${origin}/lab/workspaces/${workspace}/tree/${encodeURI(notebook)}${search}`);
    await this.page.getByText('| Idle').first().waitFor(); // else a dialog asks for the kernel
  }

  /** Chooses from the menu bar: `choose('Run', 'Run All Cells')`. */
  async choose(menu: string, ...items: string[]): Promise<void> {
    await this.page.locator('.lm-MenuBar-itemLabel', { hasText: new RegExp(`^${menu}$`) }).click();
    for (const [index, item] of items.entries()) {
      const entry = this.page.locator('.lm-Menu-itemLabel', { hasText: new RegExp(`^${item}…?$`) }).last();
      await (index === items.length - 1 ? entry.click() : entry.hover());
    }
  }

  /** Waits until every code cell has run, or one of them has failed. */
  async finished(): Promise<void> {
    const prompts = this.codeCells().locator('.jp-InputPrompt');
    await expect
      .poll(async () => {
        if (await this.failures().count()) return 'failed';
        const texts = await prompts.allTextContents();
        return texts.every((text) => /^\[\d+\]:$/.test(text)) ? 'finished' : 'running';
      }, patience)
      .not.toBe('running');
  }

  codeCells = (): Locator => this.page.locator('.jp-CodeCell');

  /** The figures' frames, drawn or not. */
  figures = (): Locator => this.page.locator('.jp-RenderedPlotly');

  /** All that is red: tracebacks and what was written to stderr. */
  failures = (): Locator =>
    this.page.locator(
      '[data-mime-type$="application/vnd.jupyter.stderr"], [data-mime-type$="application/vnd.jupyter.error"]',
    );

  /** Dialogs and pop-up notes since the page was loaded. */
  interruptions = (): Promise<string[]> => this.page.evaluate('window.interruptions');
}

/** A notebook of the served project, as it stands on the disk. */
export const stored = (notebook: string): Notebook =>
  JSON.parse(readFileSync(path.join(inject('lecture').folder, notebook), 'utf8'));

/** Keeps a picture of the page outside the tree, for a look by eye. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const folder = path.join(tmpdir(), 'bayes-screenshots');
  mkdirSync(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `${name}.png`) });
}
