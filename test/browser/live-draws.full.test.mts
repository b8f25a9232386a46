import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { Lab, patience, screenshot, stored } from './jupyterlab.mjs';
import { writeNotebook } from './notebook-file.mjs';
import { WatchedDraws } from './watched-draws.mjs';

let browser: Browser;
let lab: Lab;
let page: Page;
let draws: WatchedDraws;

const notebook = 'live-draws.ipynb';
/** A cell waits for this file, so that a test can do something else first. */
const signal = path.join(inject('lecture').folder, 'live-draws-go');

const training = `import { existsSync } from 'node:fs';
import { LiveFigure, setLanguage } from 'bayes-notebooks';
setLanguage('en');
const live = new LiveFigure({ steps: 80 });
async function train(from: number, to: number) {
  for (let step = from; step < to; step++) {
    live.record(step, 1 / (step + 1));
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
await train(0, 1);`;
const rest = 'await train(1, 40);';
const untilSignal = `while (!existsSync(${JSON.stringify(signal)})) await new Promise((resolve) => setTimeout(resolve, 5));`;
const restAfterSignal = `${untilSignal}\n${rest}`;
const oneThenRestAfterSignal = `await train(1, 2);\n${untilSignal}\nawait train(2, 40);`;
const again = 'await train(40, 80);';
const two = `const pair = [200, 300].map((steps) => new LiveFigure({ steps }));
for (let step = 0; step < 300; step++) {
  for (const one of pair) if (step < one.steps) one.record(step, 1 / (step + 1));
  await new Promise(setImmediate);
}`;
/** Higher than the window, so that the figure above it is out of view. */
const high = "console.log('line\\n'.repeat(200));";

beforeAll(async () => {
  browser = await launchChromium();
});
beforeEach(async () => {
  rmSync(signal, { force: true });
  lab = await Lab.start(browser);
  page = lab.page;
  draws = new WatchedDraws(page);
  await draws.begin();
});
afterEach(async () => {
  await page.close();
  expect(lab.complaints).toEqual([]);
});
afterAll(async () => {
  rmSync(signal, { force: true });
  await browser?.close();
});

async function open(...sources: string[]): Promise<void> {
  writeNotebook(
    notebook,
    sources.map((source) => ({ source })),
  );
  await lab.visit(notebook);
}

const cell = (index: number): Locator => lab.codeCells().nth(index);
const prompt = (index: number) => cell(index).locator('.jp-InputPrompt').textContent();
const start = async (index: number): Promise<void> => {
  await cell(index).locator('.cm-content').click();
  await page.keyboard.press('Control+Enter');
};
const ended = (index: number) => expect.poll(() => prompt(index), patience).toMatch(/^\[\d+\]:$/);
const run = async (index: number): Promise<void> => {
  await start(index);
  await ended(index);
};

/** The figure of the cell whose loss has come to a step, whatever is drawn of it: its sentence says so at once. */
const told = (step: number | string, of: number | string = 80) =>
  page.locator(`.jp-RenderedPlotly[aria-label^="Training: step ${step} of ${of},"]`);
/** What a figure has drawn in it. */
const drawn = (figure: Locator) => figure.locator('.annotation-text').allTextContents();
const expectDrawn = (step: number | string, of: number | string = 80) =>
  expect
    .poll(() => drawn(told(step, of)), patience)
    .toContainEqual(expect.stringMatching(`^Training: step ${step} of ${of}$`));
const steps = async () =>
  (await draws.sentences()).map((sentence) => Number(/step (\d+) of/.exec(sentence)?.[1]));

describe('a live figure', () => {
  it('draws a single state once', async () => {
    await open(training);
    await run(0);
    await expectDrawn(1);
    expect(await steps()).toEqual([1]);
  });

  it('draws of the updates that come while it is drawn the last one', async () => {
    await open(training, oneThenRestAfterSignal);
    await run(0);
    await expectDrawn(1);
    await draws.forget();
    await draws.holdDraws();
    await start(1);
    await expect.poll(steps, patience).toEqual([2]); // being drawn: the others must come behind it
    writeFileSync(signal, '');
    await told(40).waitFor();
    await ended(1);
    expect(await steps()).toEqual([2]);
    await draws.endDraws();
    await expectDrawn(40);
    const seen = await steps();
    expect(seen.length).toBe(2);
    expect(seen.at(-1)).toBe(40);
  });

  it('draws nothing in a hidden page, and its last state once it is seen', async () => {
    await open(training, rest);
    await run(0);
    await expectDrawn(1);
    await draws.forget();
    await draws.holdFrames();
    await run(1);
    await told(40).waitFor();
    expect(await steps()).toEqual([]);
    await draws.giveFrames();
    await expectDrawn(40);
    expect(await steps()).toEqual([40]);
  });

  it('draws nothing behind another tab, and its last state once it is in front again', async () => {
    await open(training, restAfterSignal);
    await run(0);
    await expectDrawn(1);
    await start(1);
    await lab.choose('File', 'New Launcher');
    await page.locator('.jp-Launcher').waitFor();
    await cell(0).waitFor({ state: 'hidden' });
    await draws.forget();
    writeFileSync(signal, '');
    await told(40).waitFor({ state: 'attached' });
    await ended(1);
    expect(await steps()).toEqual([]);
    await page.locator('.lm-TabBar-tab', { hasText: notebook }).click();
    await expectDrawn(40);
    expect(await steps()).toEqual([40]);
  });

  it('draws two at once, each to its last state, with far fewer draws than updates', async () => {
    await open(training, two);
    await run(0);
    await draws.forget();
    await run(1);
    for (const figure of [200, 300]) {
      await expectDrawn(figure, figure);
      const states = (await draws.sentences()).filter((sentence) => sentence.includes(` of ${figure},`));
      expect(states.length).toBeGreaterThan(0);
      expect(states.length).toBeLessThan(25);
    }
    await screenshot(page, 'two-live-figures');
  });

  it('is gone with its output, also in the middle of a draw', async () => {
    await open(training, rest);
    await draws.holdDraws();
    await run(0);
    await expect.poll(steps, patience).toEqual([1]);
    await lab.choose('Edit', 'Clear Outputs of All Cells');
    await page.locator('.jp-RenderedPlotly').waitFor({ state: 'detached' });
    await draws.endDraws();
    await run(1);
    expect(await page.locator('.jp-RenderedPlotly').count()).toBe(0);
    expect(await steps()).toEqual([1]);
  });

  it('says what plotly has against it in the place of what it showed, and shows the next state', async () => {
    await open(training, rest, again);
    await run(0);
    await expectDrawn(1);
    await draws.failWith('no room');
    await run(1);
    const sentence = told(40).getByText(/^Cannot draw the figure: no room\. Training: step 40 of 80, /);
    await sentence.waitFor();
    expect(await drawn(told(40))).toEqual([]);
    await draws.failWith();
    await run(2);
    await expectDrawn(80);
    expect(await told(80).getByText('Cannot draw').count()).toBe(0);
  });
});

/** Whether all figures that stand in the page are above the window. A string: it runs in the browser. */
const nothingInView = `[...document.querySelectorAll('.jp-RenderedPlotly')].every((figure) => figure.getBoundingClientRect().bottom < 0)`;

/** How JupyterLab keeps cells that are out of view: a setting, which its server keeps. */
async function keepCells(mode: string | undefined): Promise<void> {
  const { origin, searchParams } = new URL(inject('lecture').url);
  const setting = `${origin}/lab/api/settings/@jupyterlab/notebook-extension:tracker`;
  const response = await page.request.put(setting, {
    headers: { authorization: `token ${searchParams.get('token')}` },
    data: { raw: JSON.stringify(mode === undefined ? {} : { windowingMode: mode }) },
  });
  expect(response.status()).toBe(204);
}

describe.each(['contentVisibility', 'full', 'defer', 'none'])('out of view, its cells kept by %s', (mode) => {
  afterEach(() => keepCells(undefined));

  it('a live figure has its last state when one scrolls back to it', async () => {
    await keepCells(mode);
    await open(training, high, high, high, restAfterSignal);
    await run(0);
    await expectDrawn(1);
    for (const index of [1, 2, 3]) await run(index);
    await start(4);
    await expect.poll(() => page.evaluate(nothingInView), patience).toBe(true);
    writeFileSync(signal, '');
    await ended(4);
    await page.evaluate("document.querySelector('.jp-WindowedPanel-outer').scrollTo(0, 0)");
    await expectDrawn(40);
    expect((await steps()).at(-1)).toBe(40);
    expect((await steps()).length).toBeLessThan(25);
  });
});

describe("the lecture's training", () => {
  /** A copy: what JupyterLab saves must not change what other tests open. */
  const lecture = 'solutions/en/live-draws-lecture.ipynb';
  beforeAll(() => {
    const book = JSON.stringify(stored('solutions/en/01-bayesian-neural-networks.ipynb'));
    writeFileSync(path.join(inject('lecture').folder, lecture), book);
  });

  it.each(['out of view, as Run All leaves it', 'in view'])(
    'is drawn at most 25 times, %s',
    async (place) => {
      await lab.visit(lecture);
      await lab.choose('Edit', 'Clear Outputs of All Cells');
      await page.locator('.jp-RenderedPlotly').first().waitFor({ state: 'detached' });
      await lab.choose('Run', 'Run All Cells');
      const live = page.locator('.jp-RenderedPlotly[aria-label*=" of 1,000,"]');
      await live.waitFor({ state: 'attached' });
      if (place === 'in view') await live.scrollIntoViewIfNeeded();
      await lab.finished();
      await expectDrawn('1,000', '1,000');
      const states = (await draws.sentences()).filter((sentence) => sentence.includes(' of 1,000,'));
      expect(states.at(-1)).toMatch(/^Training: step 1,000 of 1,000,/);
      expect(states.length).toBeGreaterThan(2);
      expect(states.length).toBeLessThanOrEqual(25);
      expect(await lab.failures().allTextContents()).toEqual([]);
    },
  );
});
