import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { chart, line } from '../../lib/figures/chart.js';
import { trainingFigure } from '../../lib/figures/training-figure.js';
import { iris, prediction } from '../figures/sample-figures.js';
import { expectDrawn } from './drawn-figure.mjs';
import { Lab, patience, screenshot } from './jupyterlab.mjs';
import { writeNotebook } from './notebook-file.mjs';
import { styleOf } from './style-of.mjs';

let browser: Browser;
let lab: Lab;
let page: Page;

const training = trainingFigure(
  100,
  Array.from({ length: 60 }, (_, step) => ({ step, loss: Math.exp(-step / 20) })),
  prediction,
);
const loss = trainingFigure(100, [{ step: 0, loss: 1 }]);
const titled = chart({
  title: 'Uśrednianie wyjść i uśrednianie parametrów',
  xTitle: 'x',
  yTitle: 'f(x)',
  traces: [line({ x: [0, 1], y: [0, 1], dash: 'dash', name: 'średnia' })],
  alt: 'Prosta od zera do jedynki',
});
const figures = [iris, prediction, training, loss, titled];

/** The training goes on from its tenth, twentieth and thirtieth step once a file of this name and the step is there. */
const signal = path.join(inject('lecture').folder, 'live-goes-on-');
const pauses = [10, 20, 30];
const live = `import { existsSync } from 'node:fs';
import { LiveFigure } from 'bayes-notebooks';
const live = new LiveFigure({ steps: 40 });
for (let step = 0; step < 40; step++) {
  live.record(step, 1 / (step + 1));
  if (${JSON.stringify(pauses)}.includes(step + 1))
    while (!existsSync(${JSON.stringify(signal)} + (step + 1))) await new Promise((resolve) => setTimeout(resolve, 5));
}`;

beforeAll(async () => {
  writeNotebook(
    'stored.ipynb',
    figures.map((figure, index) => ({ source: `// ${index}`, figure })),
  );
  writeNotebook('live.ipynb', [{ source: live }]);
  browser = await launchChromium();
});

afterEach(() => page?.close());
afterAll(async () => {
  for (const step of [...pauses, 40]) rmSync(`${signal}${step}`, { force: true });
  await browser?.close();
});

async function open(notebook: string, width?: number): Promise<void> {
  lab = await Lab.open(browser, notebook, width);
  page = lab.page;
}

const rendered = () => page.locator('.jp-RenderedPlotly');
const drawn = () => page.locator('.jp-RenderedPlotly .plot-container');
/** The colour of the tick labels. A string, since the test itself is compiled without the browser's types. */
const inkOf = (): Promise<string> =>
  page.evaluate("getComputedStyle(document.querySelector('.jp-RenderedPlotly .xtick text')).fill");

/** Everything in a figure that is to be read. */
const wording = '.annotation, .legendtext, .xtitle, .x2title, .ytitle, .y2title';

async function boxOf(element: Locator) {
  const box = await element.boundingBox();
  if (!box) throw new Error('it is not visible');
  return box;
}

/** The words that reach beyond the figure's frame. */
async function overflowOf(figure: Locator) {
  const frame = await boxOf(figure);
  const overflow: (string | null)[] = [];
  for (const words of await figure.locator(wording).all()) {
    const box = await boxOf(words);
    const fits =
      box.x >= frame.x - 1 &&
      box.y >= frame.y - 1 &&
      box.x + box.width <= frame.x + frame.width + 1 &&
      box.y + box.height <= frame.y + frame.height + 1;
    if (!fits) overflow.push(await words.textContent());
  }
  return overflow;
}

/** What lies under the buttons: words, tick labels, the legend, an area of curves and points. */
async function coveredBy(figure: Locator, bar: Locator): Promise<string[]> {
  const buttons = await boxOf(bar);
  const covered: string[] = [];
  const parts = figure.locator(`${wording}, .legend, .xtick, .x2tick, .ytick, .y2tick, .nsewdrag`);
  for (const part of await parts.all()) {
    const box = await part.boundingBox();
    const apart =
      box === null ||
      box.x >= buttons.x + buttons.width ||
      box.y >= buttons.y + buttons.height ||
      box.x + box.width <= buttons.x ||
      box.y + box.height <= buttons.y;
    if (!apart) covered.push(`${await part.getAttribute('class')}: ${await part.textContent()}`);
  }
  return covered;
}

describe('the figure renderer in JupyterLab', () => {
  it('draws the figures of an untrusted notebook, each with its text for screen readers', async () => {
    await open('stored.ipynb');
    await page.locator('[title^="Notebook not trusted"]').waitFor();
    for (const [index, { alt }] of figures.entries()) {
      const figure = rendered().nth(index);
      await figure.scrollIntoViewIfNeeded();
      await figure.locator('.plot-container .main-svg').first().waitFor();
      // As a screen reader finds it: a picture with its sentence for a name.
      expect(await page.getByRole('img', { name: alt, exact: true }).count()).toBe(1);
    }
  });

  it.each([
    [1280, 'beside the file browser'],
    [800, 'alone'],
    [800, 'beside the file browser'],
  ])('keeps every title and the legend inside the figure at %d px, %s', async (width, place) => {
    await open('stored.ipynb', width);
    await page.locator('.jp-FileBrowser').waitFor();
    if (place === 'alone') await page.keyboard.press('Control+b');
    if (place === 'alone') await page.locator('.jp-FileBrowser').waitFor({ state: 'hidden' });
    for (const [index] of figures.entries()) {
      const figure = rendered().nth(index);
      await figure.scrollIntoViewIfNeeded();
      await figure.locator('.annotation').first().waitFor();
      await expect
        .poll(async () => (await boxOf(figure.locator('.main-svg').first())).width)
        .toBe((await boxOf(figure)).width);
      // Until the page has settled: the file browser closes and figures grow after they are first drawn.
      await expect.poll(() => overflowOf(figure), { timeout: 60_000 }).toEqual([]);
    }
  });

  it.each([[1280], [800], [480]])(
    'shows its buttons under the pointer beside all that is to be read or seen, at %d px',
    async (width) => {
      await open('stored.ipynb', width);
      await page.locator('.jp-FileBrowser').waitFor();
      if (width < 1000) await page.keyboard.press('Control+b');
      for (const [index] of figures.entries()) {
        const figure = rendered().nth(index);
        await expectDrawn(figure);
        const bar = figure.locator('.modebar');
        const opacity = () => styleOf(bar.locator('.modebar-group').first(), 'opacity');
        await page.mouse.move(5, 5);
        await expect.poll(opacity, patience).toBe('0');
        await figure.locator('.nsewdrag').first().hover();
        await expect.poll(opacity, patience).toBe('1');
        await expect.poll(() => coveredBy(figure, bar), patience).toEqual([]);
        await screenshot(page, `buttons-${width}-${index}`);
      }
      const hints = await rendered().first().locator('.modebar-btn').all();
      expect(await Promise.all(hints.map((button) => button.getAttribute('data-title')))).toEqual([
        'Zapisz jako PNG',
        'Przybliż',
        'Oddal',
        'Pokaż całość',
        'Powiększ zaznaczony fragment',
        'Przesuń',
      ]);
    },
  );

  it("takes the theme's ink, and changes it with the theme", async () => {
    await open('stored.ipynb');
    const brightness = async () => {
      const [red = 0, green = 0, blue = 0] = (await inkOf()).match(/\d+/g)?.map(Number) ?? [];
      return red + green + blue;
    };
    await drawn().first().waitFor();
    await lab.choose('Settings', 'Theme', 'JupyterLab Light'); // the server keeps what another page chose
    await page.locator('body[data-jp-theme-light="true"]').waitFor({ state: 'attached' });
    await expect.poll(brightness, patience).toBeLessThan(150);
    await lab.choose('Settings', 'Theme', 'JupyterLab Dark');
    // Between the two themes there is none: a figure drawn just then has plotly's own grey for a moment.
    await expect.poll(brightness, { timeout: 60_000 }).toBeGreaterThan(600);
  });

  it('redraws a live figure in place and keeps its last state', async () => {
    await open('live.ipynb');
    await lab.choose('Run', 'Run All Cells');
    for (const step of [...pauses, 40]) {
      const title = rendered().locator('.annotation-text', { hasText: `Uczenie: krok ${step} z 40` });
      await title.waitFor({ state: 'attached' });
      expect(await rendered().count()).toBe(1);
      writeFileSync(`${signal}${step}`, '');
    }
  });

  it('says what is wrong, and what the figure shows, where plotly.js is missing', async () => {
    lab = await Lab.start(browser);
    page = lab.page;
    await page.route('**/plotly.js*', (route) => route.abort());
    await lab.visit('stored.ipynb');
    await page
      .getByText('Cannot draw the figure: plotly.js is not in its place; mend it with: npm start')
      .first()
      .waitFor();
    expect(await rendered().first().innerText()).toContain(iris.alt);
  });
});
