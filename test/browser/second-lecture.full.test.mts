import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { type LectureNotebook, lectureNotebooks } from '../../generator/editions.js';
import { expectDrawn } from './drawn-figure.mjs';
import { Lab, patience, screenshot } from './jupyterlab.mjs';

// The first lecture is tried in all its editions; this one in the edition that runs everything.
const notebook = lectureNotebooks(path.resolve(import.meta.dirname, '../..')).find(
  ({ lecture, language, edition }) =>
    lecture.id.startsWith('02-') && language === 'pl' && edition === 'solved',
) as LectureNotebook;

/** Which draw the chains' figure says it is at, whenever that changes. A string: it runs in the browser. */
const watchChains = `
  window.draws = [];
  new MutationObserver(() => {
    for (const title of document.querySelectorAll('.jp-RenderedPlotly .annotation-text')) {
      const draw = /losowanie (\\d+) z 50/.exec(title.textContent)?.[1];
      if (draw && window.draws.at(-1) !== Number(draw)) window.draws.push(Number(draw));
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });`;

let browser: Browser;
let lab: Lab;

beforeAll(async () => {
  browser = await launchChromium();
  lab = await Lab.open(browser, notebook.path);
});
afterAll(() => browser?.close());

describe('the solved second lecture', () => {
  it('runs to the end without an error, its chains walking', async () => {
    await lab.page.evaluate(watchChains);
    await lab.choose('Run', 'Run All Cells');
    await lab.finished();
    expect(await lab.failures().allTextContents()).toEqual([]);
    expect(lab.complaints).toEqual([]);
    const draws = await lab.page.evaluate<number[]>('window.draws');
    expect(draws.at(-1)).toBe(50);
    expect(draws.length).toBeGreaterThan(5);
    expect(draws).toEqual([...draws].sort((a, b) => a - b));
  });

  it('draws every figure', async () => {
    const figures = await lab.figures().all();
    expect(figures).toHaveLength(9);
    for (const [index, figure] of figures.entries()) {
      await expectDrawn(figure);
      await screenshot(lab.page, `second-lecture-${index}`);
    }
  });

  it.each([1280, 620])('shows the road that its button chooses, on a page %i pixels wide', async (width) => {
    await lab.page.setViewportSize({ width, height: 900 });
    if (width < 1000) await lab.page.keyboard.press('Control+b'); // the file browser, away
    const figure = lab.figures().nth(7);
    await figure.scrollIntoViewIfNeeded();
    const legend = () => figure.locator('.legendtext').allTextContents();
    for (const name of ['MC dropout', 'zespół', 'HMC']) {
      await figure.locator('.updatemenu-button').filter({ hasText: name }).first().click();
      await expect.poll(legend, patience).toContain(`${name}, ±3 odch. std.`);
    }
    await expectDrawn(figure);
    await screenshot(lab.page, `roads-${width}`);
  });
});
