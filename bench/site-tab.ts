import { readFileSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import type { Notebook } from '../wire/notebook';

const failure = '[data-mime-type$="application/vnd.jupyter.error"]';
/** Whether every cell has run, or one has failed; a string, since it runs in the browser. */
const hasEnded = `(() => {
  if (document.querySelector('${failure}')) return true;
  const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map((node) => node.textContent);
  return prompts.length > 0 && prompts.every((text) => /^\\[\\d+\\]:$/.test(text));
})()`;
const someWait = `[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].some((node) => node.textContent === '[*]:')`;

/** A page of the site in which the bench runs a notebook. */
export class SiteTab {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    page.setDefaultTimeout(600_000); // only ends what hangs
  }

  /** Opens a notebook of the site's file list, and waits until its kernel is ready. */
  static async open(context: BrowserContext, site: string, notebook: string): Promise<SiteTab> {
    const tab = new SiteTab(await context.newPage());
    await tab.page.goto(`${site}lab/index.html?path=${encodeURIComponent(notebook)}`);
    await tab.#isReady();
    return tab;
  }

  /** Puts notebooks into the file list: two at least, since JupyterLab opens a single one. */
  async upload(notebooks: Record<string, Notebook>): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByTitle('Upload Files').first().click();
    const files = Object.entries(notebooks).map(([name, notebook]) => ({
      name,
      mimeType: 'application/x-ipynb+json',
      buffer: Buffer.from(JSON.stringify(notebook)),
    }));
    await (await chooser).setFiles(files);
    for (const { name } of files) await this.#inList(name).waitFor();
  }

  /** Saves and closes the open notebook, and opens another in its place. */
  async openInstead(notebook: string): Promise<void> {
    await this.#choose('File', 'Save Notebook');
    await this.page.locator('.lm-TabBar-tab.jp-mod-dirty').waitFor({ state: 'detached' });
    await this.#choose('File', 'Close and Shut Down Notebook');
    await this.page.locator('.jp-Dialog .jp-mod-accept').click();
    await this.page.locator('.jp-NotebookPanel').waitFor({ state: 'detached' });
    await this.#inList(notebook).dblclick();
    await this.#isReady();
  }

  /** Runs all cells in the kernel that is there. */
  async run(): Promise<void> {
    await this.#choose('Run', 'Run All Cells');
    await this.#finished();
  }

  /**
   * Runs all cells in a new kernel.
   *
   * @returns seconds from the kernel's start to the last cell's end
   */
  async runAnew(): Promise<number> {
    await this.#choose('Kernel', 'Restart Kernel and Run All Cells');
    await this.page.locator('.jp-Dialog .jp-mod-accept').click();
    const began = performance.now();
    await this.page.waitForFunction(someWait);
    await this.#finished();
    return (performance.now() - began) / 1000;
  }

  /** The notebook as it stands in the page. */
  async notebook(): Promise<Notebook> {
    const download = this.page.waitForEvent('download');
    await this.#choose('File', 'Download');
    return JSON.parse(readFileSync(await (await download).path(), 'utf8'));
  }

  #inList = (name: string) => this.page.locator('.jp-DirListing-itemText').filter({ hasText: name });

  #isReady = () =>
    this.page
      .locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
      .first()
      .waitFor({ state: 'attached' });

  /** @throws {Error} where a cell fails */
  async #finished(): Promise<void> {
    await this.page.waitForFunction(hasEnded);
    const [failed] = await this.page.locator(failure).allTextContents();
    if (failed !== undefined) throw new Error(`Cannot measure the site: a cell failed: ${failed}`);
  }

  async #choose(menu: string, item: string): Promise<void> {
    await this.page
      .locator('.lm-MenuBar-itemLabel')
      .filter({ hasText: new RegExp(`^${menu}$`) })
      .click();
    await this.page
      .locator('.lm-Menu-itemLabel', { hasText: new RegExp(`^${item}…?$`) })
      .last()
      .click();
  }
}
