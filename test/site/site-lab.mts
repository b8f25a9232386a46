import { readFileSync } from 'node:fs';
import type { BrowserContext, Locator } from 'playwright-core';
import { expect } from 'vitest';
import type { Notebook } from '../../wire/notebook.js';
import { Lab, patience } from '../browser/jupyterlab.mjs';

/** JupyterLite's front ends that the site has. */
export type FrontEnd = 'lab' | 'notebooks';

/** A page of the site that shows a notebook, its kernel in the page itself. */
export class SiteLab extends Lab {
  /** Goes to the site's JupyterLab in a page of its own, where the file list lies open and no notebook. */
  static async enter(context: BrowserContext, site: string): Promise<SiteLab> {
    const lab = new SiteLab(await context.newPage());
    await lab.watchInterruptions();
    await lab.page.goto(`${site}lab/index.html`);
    await lab.page.locator('.jp-DirListing-itemText').first().waitFor();
    return lab;
  }

  /** Goes to a notebook of the site's file list in a page of its own, and waits until its kernel is ready. */
  static async visit(
    context: BrowserContext,
    site: string,
    notebook: string,
    frontEnd: FrontEnd = 'lab',
  ): Promise<SiteLab> {
    const lab = new SiteLab(await context.newPage());
    await lab.watchInterruptions();
    await lab.page.goto(`${site}${frontEnd}/index.html?path=${encodeURIComponent(notebook)}`);
    await lab.isIdle();
    return lab;
  }

  /** Opens a notebook by a double click in the file list, and waits until its kernel is ready. */
  async open(notebook: string): Promise<void> {
    await this.#inList(notebook).dblclick();
    await this.isIdle();
  }

  /** Closes the only open notebook and ends its kernel; what was not saved is. */
  async close(): Promise<void> {
    await this.choose('File', 'Save Notebook');
    await this.page.locator('.lm-TabBar-tab.jp-mod-dirty').waitFor({ state: 'detached' });
    await this.choose('File', 'Close and Shut Down Notebook');
    await this.page.locator('.jp-Dialog .jp-mod-accept').click();
    await this.page.locator('.jp-NotebookPanel').waitFor({ state: 'detached' });
  }

  /** Waits until no cell runs and none is in the queue. */
  isIdle = (): Promise<void> =>
    this.page
      .locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]')
      .first()
      .waitFor({ state: 'attached' }); // a narrow toolbar hides it

  /** Puts notebooks into the file list, as a student does by JupyterLab's upload button. */
  async upload(notebooks: Readonly<Record<string, Notebook>>): Promise<void> {
    const chooser = this.page.waitForEvent('filechooser');
    await this.page.getByTitle('Upload Files').first().click();
    await (await chooser).setFiles(
      Object.entries(notebooks).map(([name, notebook]) => ({
        name,
        mimeType: 'application/x-ipynb+json',
        buffer: Buffer.from(JSON.stringify(notebook)),
      })),
    );
    for (const name of Object.keys(notebooks)) await this.#inList(name).waitFor();
  }

  #inList = (name: string): Locator =>
    this.page.locator('.jp-DirListing-itemText').getByText(name, { exact: true });

  /** Runs all cells and waits for the last, or the first that fails. `numCells`: how many code cells there are. */
  async runAll(numCells: number): Promise<void> {
    await expect.poll(() => this.codeCells().count(), patience).toBe(numCells); // JupyterLab adds them bit by bit
    await this.choose('Run', 'Run All Cells');
    await this.finished();
  }

  /** The notebook as it stands in the page, by JupyterLab's own download. */
  async downloaded(): Promise<{ path: string; notebook: Notebook }> {
    const download = this.page.waitForEvent('download');
    await this.choose('File', 'Download');
    const path = await (await download).path();
    return { path, notebook: JSON.parse(readFileSync(path, 'utf8')) };
  }

  /** Writes code into the last cell. */
  async write(code: string): Promise<Locator> {
    const cell = this.codeCells().last();
    await cell.locator('.cm-content').click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(code);
    return cell;
  }
}
