import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { expectDrawn } from './drawn-figure.mjs';
import { htmlPage } from './html-page.mjs';
import { patience, screenshot } from './jupyterlab.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'bayes-html-'));
const name = '01-bayesowskie-sieci-neuronowe';
const requests: string[] = [];
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const address = htmlPage(`solutions/pl/${name}.ipynb`, folder);
  browser = await launchChromium();
  page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  await page.route(/^https?:/, (route) => {
    requests.push(route.request().url());
    return route.abort();
  });
  await page.goto(address);
});

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('the solved lecture as a page of its own', () => {
  it('draws every figure and formula without a network', async () => {
    const figures = page.locator('.bayes-figure');
    expect(await figures.count()).toBe(16);
    for (const [index, figure] of (await figures.all()).entries()) {
      await expectDrawn(figure);
      expect((await figure.getAttribute('aria-label'))?.length).toBeGreaterThan(40);
      await screenshot(page, `html-${index}`);
    }
    await expect.poll(() => page.locator('mjx-container svg').count(), patience).toBeGreaterThan(50);
    expect(await page.locator('mjx-merror, [data-mjx-error]').count()).toBe(0);
    expect(requests).toEqual([]);
  });

  it('shows the source of a layer as code', async () => {
    const font = await page.evaluate<string>(
      "getComputedStyle([...document.querySelectorAll('.jp-OutputArea-output pre')].find((pre) => pre.innerText.includes('class BayesLinear'))).fontFamily",
    );
    expect(font).toContain('monospace');
  });

  it('prints to PDF without a network, no line of code cut, no button over a figure', async () => {
    await page.emulateMedia({ media: 'print' });
    await page.setViewportSize({ width: 720, height: 1000 }); // as wide as A4 between its margins
    const cut = await page.evaluate<string[]>(
      "[...document.querySelectorAll('pre')].filter((pre) => pre.scrollWidth > pre.clientWidth + 1).map((pre) => pre.innerText)",
    );
    expect(cut).toEqual([]);
    await page.locator('.modebar').first().waitFor({ state: 'attached' });
    expect(await page.locator('.modebar:visible').count()).toBe(0);
    const pdf = await page.pdf({ format: 'A4', path: path.join(folder, 'lecture.pdf') });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    const pages = pdf.toString('latin1').match(/\/Type \/Page\b/g)?.length;
    expect(pages).toBeGreaterThan(15);
    expect(pages).toBeLessThan(80);
    expect(requests).toEqual([]);
  });
});
