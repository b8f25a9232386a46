import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { expectDrawn } from './drawn-figure.mjs';
import { Lab, patience, screenshot, stored } from './jupyterlab.mjs';
import { notebookOf } from './notebook-file.mjs';
import { type NotebookServer, startNotebook } from './notebook-server.mjs';

let server: NotebookServer;
let browser: Browser;
let lab: Lab;

const live = `import { LiveFigure, setLanguage, tf } from 'bayes-notebooks';
await tf.ready();
setLanguage('en');
const live = new LiveFigure({ steps: 40 });
for (let step = 0; step < 40; step++) {
  live.record(step, 1 / (step + 1));
  await tf.nextFrame();
}`;

beforeAll(async () => {
  server = await startNotebook(inject('lecture').folder);
  const solved = stored('solutions/en/01-bayesian-neural-networks.ipynb');
  writeFileSync(path.join(server.books, 'solved.ipynb'), JSON.stringify(solved));
  writeFileSync(path.join(server.books, 'live.ipynb'), JSON.stringify(notebookOf([{ source: live }])));
  browser = await launchChromium();
  lab = await Lab.start(browser);
});
afterAll(async () => {
  await browser?.close();
  await server?.stop();
});

const kernelIsIdle = () => lab.page.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]');

describe('Notebook 7 after npm run kernel -- install', () => {
  it('draws the figures of a notebook that it does not trust', async () => {
    await lab.page.goto(server.urlOf('solved.ipynb'));
    await lab.page.getByText('Not Trusted').waitFor();
    await expect.poll(() => lab.figures().count(), patience).toBe(16);
    for (const [index, figure] of (await lab.figures().all()).entries()) {
      await expectDrawn(figure);
      await screenshot(lab.page, `notebook7-${index}`);
    }
  });

  it('runs a notebook outside the project, and draws its live figure trusted and opened again', async () => {
    await lab.page.goto(server.urlOf('live.ipynb'));
    await kernelIsIdle().first().waitFor();
    await lab.choose('Run', 'Run All Cells');
    await lab.finished();
    expect(await lab.failures().allTextContents()).toEqual([]);
    const figure = lab.page.locator('.jp-RenderedPlotly[aria-label*="step 40 of 40"]');
    await expectDrawn(figure);
    await lab.choose('File', 'Save Notebook');
    const saved = () => readFileSync(path.join(server.books, 'live.ipynb'), 'utf8');
    await expect.poll(saved, patience).toContain('step 40 of 40');
    await lab.page.reload();
    await expectDrawn(figure);
    expect(await lab.page.getByText('Not Trusted').count()).toBe(0);
    await screenshot(lab.page, 'notebook7-live');
  });
});
