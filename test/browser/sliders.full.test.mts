import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { averagingFigure } from '../../lib/figures/averaging-figure.js';
import { klWeightFigure } from '../../lib/figures/kl-weight-figure.js';
import { averaging, klWeight } from '../figures/lecture-samples.js';
import { expectDrawn } from './drawn-figure.mjs';
import { htmlPage } from './html-page.mjs';
import { Lab, patience, screenshot } from './jupyterlab.mjs';
import { writeNotebook } from './notebook-file.mjs';

const folder = mkdtempSync(path.join(tmpdir(), 'bayes-sliders-'));
const notebook = 'sliders.ipynb';
let browser: Browser;
let address: string;
let page: Page;

beforeAll(async () => {
  const figures = [averagingFigure(averaging), klWeightFigure(klWeight)];
  writeNotebook(
    notebook,
    figures.map((figure, index) => ({ source: `// ${index}`, figure })),
  );
  address = htmlPage(notebook, folder);
  browser = await launchChromium();
});

afterEach(() => page?.close());
afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (!box) throw new Error('it is not visible');
  return box;
}

/** Drags the slider's grip to its right end by the mouse, as a reader does. */
async function dragToEnd(figure: Locator): Promise<void> {
  const [grip, rail] = [
    await boxOf(figure.locator('.slider-grip-rect')),
    await boxOf(figure.locator('.slider-rail-rect')),
  ];
  const y = grip.y + grip.height / 2;
  await page.mouse.move(grip.x + grip.width / 2, y);
  await page.mouse.down();
  await page.mouse.move(rail.x + rail.width / 2, y, { steps: 4 });
  await page.mouse.move(rail.x + rail.width, y, { steps: 4 });
  await page.mouse.up();
}

/** What the slider says that it stands at. */
const standsAt = (figure: Locator) => figure.locator('.slider-group > .slider-label').textContent();

/** How far apart the two wide curves of the averaging figure are drawn, in units of y: the axis has four. */
async function curvesApart(figure: Locator): Promise<number> {
  const wide = figure.locator('.scatterlayer path.js-line[style*="stroke-width: 4px"]');
  expect(await wide.count()).toBe(2);
  const [blue, vermillion] = [await boxOf(wide.nth(0)), await boxOf(wide.nth(1))];
  const axis = await boxOf(figure.locator('.xgrid').first()); // as high as the panel
  return (4 * (vermillion.y - blue.y)) / axis.height;
}

const panelTitles = (figure: Locator) => figure.locator('.annotation-text').allTextContents();

type Box = Awaited<ReturnType<typeof boxOf>>;
/** Whether two boxes share a pixel. */
const overlap = (a: Box, b: Box) =>
  a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** The words that the slider covers, and the slider itself where it reaches beyond the figure. */
async function collisions(figure: Locator): Promise<(string | null)[]> {
  const [frame, slider] = [await boxOf(figure), await boxOf(figure.locator('.slider-group'))];
  const found: (string | null)[] = [];
  for (const words of await figure
    .locator('.legend, .annotation, .xtitle, .x2title, .ytitle, .y2title')
    .all())
    if (overlap(slider, await boxOf(words))) found.push(await words.textContent());
  if (slider.x < frame.x || slider.x + slider.width > frame.x + frame.width || slider.y < frame.y)
    found.push('slider');
  return found;
}

describe.each([1280, 800])('the sliders in JupyterLab, %d px wide', (width) => {
  let lab: Lab;
  const figure = (index: number) => page.locator('.jp-RenderedPlotly').nth(index);
  beforeEach(async () => {
    lab = await Lab.open(browser, notebook, width);
    page = lab.page;
  });

  it('show the first state, and cover no words', async () => {
    for (const [index, first] of ['losowania: 10', 'kroki: 0'].entries()) {
      await expectDrawn(figure(index));
      expect(await standsAt(figure(index))).toBe(first);
      await expect.poll(() => collisions(figure(index)), patience).toEqual([]);
      await screenshot(page, `slider-${index}-${width}`);
    }
  });

  it('draw the state that they are dragged to, and keep it when the page or the theme changes', async () => {
    await expectDrawn(figure(0));
    expect(await curvesApart(figure(0))).toBeCloseTo(0.1, 1.5);
    await dragToEnd(figure(0));
    await expect.poll(() => standsAt(figure(0)), patience).toBe('losowania: 1000');
    await expect.poll(() => curvesApart(figure(0)), patience).toBeCloseTo(0.2, 1.5);

    await expectDrawn(figure(1));
    await dragToEnd(figure(1));
    const last = ['waga z ELBO: 0,012', 'waga 1/(krok + 1) = 0,0002'];
    const expectLast = async () => {
      await expect.poll(() => standsAt(figure(1)), patience).toBe('kroki: 5000');
      await expect.poll(() => panelTitles(figure(1)), patience).toEqual(last);
    };
    await expectLast();
    await screenshot(page, `slider-end-${width}`);
    await page.setViewportSize({ width: width === 800 ? 1280 : 800, height: 900 }); // the other layout
    await expectDrawn(figure(1));
    await expectLast();
    await lab.choose('Settings', 'Theme', 'JupyterLab Dark');
    await page.locator('body[data-jp-theme-light="false"]').waitFor({ state: 'attached' });
    await expectLast();
    await expect.poll(() => inkOf(figure(1)), patience).toBeGreaterThan(600);
    await screenshot(page, `slider-dark-${width}`);
    await lab.choose('Settings', 'Theme', 'JupyterLab Light'); // the server keeps what a page chose
    await expect.poll(() => inkOf(figure(1)), patience).toBeLessThan(150);
  });
});

/** Brightness of the slider's words, from 0 to 765. */
async function inkOf(figure: Locator): Promise<number> {
  const style = await figure.locator('.slider-group > .slider-label').getAttribute('style');
  const [, ...ink] = /(?<!-)fill: rgb\((\d+), (\d+), (\d+)\)/.exec(style ?? '') ?? [];
  return ink.length === 0 ? Number.NaN : ink.reduce((sum, value) => sum + Number(value), 0);
}

describe.each([1280, 360])('the sliders on a page of its own, %d px wide', (width) => {
  const figure = (index: number) => page.locator('.bayes-figure').nth(index);
  beforeEach(async () => {
    page = await browser.newPage({ viewport: { width, height: 900 } });
    await page.goto(address);
  });

  it('draw the state that they are dragged to, without a kernel, and cover no words', async () => {
    for (const index of [0, 1]) {
      await expectDrawn(figure(index));
      expect(await collisions(figure(index))).toEqual([]);
      await dragToEnd(figure(index));
      await expect
        .poll(() => standsAt(figure(index)), patience)
        .toBe(['losowania: 1000', 'kroki: 5000'][index]);
      await screenshot(page, `slider-html-${index}-${width}`);
    }
    expect(await curvesApart(figure(0))).toBeCloseTo(0.2, 1.5);
    expect(await panelTitles(figure(1))).toContain('waga 1/(krok + 1) = 0,0002');
  });

  it('print as what they stand at, without the rail', async () => {
    await expectDrawn(figure(1));
    await dragToEnd(figure(1));
    await page.emulateMedia({ media: 'print' });
    await page.locator('.slider-rail-rect').first().waitFor({ state: 'hidden' });
    expect(
      await page
        .locator('.slider-grip-rect:visible, .slider-tick-rect:visible, .slider-labels:visible')
        .count(),
    ).toBe(0);
    expect(await figure(1).locator('.slider-group > .slider-label:visible').textContent()).toBe(
      'kroki: 5000',
    );
    await screenshot(page, `slider-print-${width}`);
  });
});
