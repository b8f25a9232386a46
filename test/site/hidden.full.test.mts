import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, expect, inject, it } from 'vitest';
import { findChromium } from '../../generator/chromium.js';
import { type SiteServer, startSiteServer } from '../../generator/site/site-server.js';
import { patience } from '../browser/jupyterlab.mjs';
import { notebookOf } from '../browser/notebook-file.mjs';

const small = notebookOf([
  {
    source: `
import { adam, BayesLinear, setSeed, tf } from 'bayes-notebooks';
await tf.ready();
console.log('waits');
await new Promise((resolve) => { new BroadcastChannel('hidden').onmessage = resolve; });
setSeed(1);
const layer = new BayesLinear({ units: 1, inputDim: 1 });
const x = tf.linspace(-1, 1, 20).expandDims(1);
const optimizer = adam(0.01);
for (let step = 1; step <= 200; step++) {
  optimizer.minimize(() => tf.losses.meanSquaredError(x, layer.apply(x) as tf.Tensor) as tf.Scalar);
  await tf.nextFrame();
  await new Promise((resolve) => setTimeout(resolve));
}
console.log('trained');`,
  },
]);

let server: SiteServer;
let browser: Browser;

beforeAll(async () => {
  server = await startSiteServer(inject('site'), { port: 0, base: '/course/' });
  // Not by playwright, which tells every page that it is looked at; nor by the switches that spare hidden pages.
  browser = await puppeteer.launch({
    executablePath: findChromium(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'],
    ignoreDefaultArgs: [
      '--disable-background-timer-throttling',
      '--disable-backgrounding-occluded-windows',
      '--disable-renderer-backgrounding',
    ],
    protocolTimeout: patience.timeout,
  });
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

/** What the page draws while a quarter of a second passes; a page that is looked at draws some ten frames. */
const framesDrawn = `new Promise((resolve) => {
  let frames = 0;
  const count = () => { frames++; requestAnimationFrame(count); };
  requestAnimationFrame(count);
  setTimeout(() => resolve(frames), 250);
})`;

async function upload(page: Page): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'bayes-hidden-'));
  const files = ['small.ipynb', 'spare.ipynb'].map((name) => path.join(folder, name)); // JupyterLab opens a single one
  for (const file of files) writeFileSync(file, JSON.stringify(small));
  const chooser = page.waitForFileChooser();
  await page.locator('[title="Upload Files"]').click();
  await (await chooser).accept(files);
  await page.waitForSelector('.jp-DirListing-itemText::-p-text(small.ipynb)');
  rmSync(folder, { recursive: true });
}

it('goes on training in a tab that nobody looks at', async () => {
  const page = await browser.newPage();
  page.setDefaultTimeout(patience.timeout);
  await page.goto(`${server.url}lab/index.html`);
  await page.waitForSelector('.jp-DirListing-itemText');
  await upload(page);
  await page.goto(`${server.url}lab/index.html?path=small.ipynb`);
  await page.waitForSelector('.jp-Notebook-ExecutionIndicator[data-status="idle"]');

  await page.locator('.jp-CodeCell .cm-content').click();
  await page.keyboard.down('Control');
  await page.keyboard.press('Enter');
  await page.keyboard.up('Control');
  await page.waitForSelector('.jp-OutputArea-output ::-p-text(waits)');

  const other = await browser.newPage();
  await other.bringToFront();
  await expect.poll(() => page.evaluate('document.visibilityState'), patience).toBe('hidden');
  expect(await page.evaluate(framesDrawn)).toBe(0);
  await page.evaluate("new BroadcastChannel('hidden').postMessage('now')");
  const printed = () => page.evaluate("document.querySelector('.jp-OutputArea-output').textContent");
  await expect.poll(printed, patience).toContain('trained');
  expect(await page.evaluate('document.visibilityState')).toBe('hidden');
});
