import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { type LectureNotebook, lectureNotebooks } from '../../generator/editions.js';
import { plotlyMime } from '../../lib/figures/figure.js';
import { type NotebookCell, textOf } from '../../wire/notebook.js';
import { expectDrawn } from './drawn-figure.mjs';
import { Lab, patience, screenshot, stored } from './jupyterlab.mjs';

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

const codeCellsOf = (notebook: string): NotebookCell[] =>
  stored(notebook).cells.filter((cell) => cell.cell_type === 'code');

const figuresIn = (cell: NotebookCell): number =>
  (cell.outputs ?? []).filter((output) => 'data' in output && plotlyMime in output.data).length;

/** Cells that need an answer before they can do their work. */
const waits = (cell: NotebookCell): boolean => /answered\('exercise-\d'/.test(textOf(cell.source));

const sentence = {
  pl: /^Ta komórka czeka na rozwiązanie zadania \d: funkcja \w+ jeszcze niczego nie zwraca\.$/,
  en: /^This cell waits for exercise \d: the function \w+ does not return anything yet\.$/,
};

/** What a live figure showed at one moment: the step in its title, its loss curve and its progress bar. */
interface Look {
  step: number;
  curve: string;
  bar: string;
}

/**
 * Notes every step that the live figure shows, since the training may be over before a look from outside comes back.
 * A string: it runs in the browser.
 */
const watchLiveFigure = `
  window.looks = [];
  new MutationObserver(() => {
    for (const figure of document.querySelectorAll('.jp-RenderedPlotly:is([aria-label*=" 1000"], [aria-label*=" 1,000"])')) {
      const titles = [...figure.querySelectorAll('.annotation-text')].map((title) => title.textContent);
      const title = titles.find((title) => /(?:of 1,000|z 1000)/.test(title));
      const step = Number(/(?:step|krok) ([\\d,]+)/.exec(title)?.[1].replace(',', ''));
      const curve = [...figure.querySelectorAll('.scatterlayer .trace .js-line')].at(-1)?.getAttribute('d');
      const bar = [...figure.querySelectorAll('.shapelayer path')].at(-1)?.getAttribute('d');
      if (step && curve && bar && window.looks.at(-1)?.step !== step) window.looks.push({ step, curve, bar });
    }
  }).observe(document, { subtree: true, childList: true, attributes: true });`;

// Both languages of an edition are open and run at the same time, each in its own kernel.
describe.each(['student', 'solved'] as const)('the %s lecture, both languages at once', (edition) => {
  const notebooks = lectureNotebooks(path.resolve(import.meta.dirname, '../..')).filter(
    (notebook) => notebook.edition === edition && notebook.lecture.id.startsWith('01-'),
  );
  const labs = new Map<LectureNotebook, Lab>();
  const lab = (notebook: LectureNotebook) => labs.get(notebook) as Lab;
  /** Figures of each code cell as the notebook was committed, solved and run. */
  const expected = new Map<LectureNotebook, number[]>();

  beforeAll(async () => {
    for (const notebook of notebooks) {
      const solved = lectureNotebooks(path.resolve(import.meta.dirname, '../..')).find(
        ({ lecture, language, edition }) =>
          lecture.id === notebook.lecture.id && language === notebook.language && edition === 'solved',
      ) as LectureNotebook;
      const figures = new Map(codeCellsOf(solved.path).map((cell) => [cell.id, figuresIn(cell)]));
      const shown = (cell: NotebookCell) => (edition === 'student' && waits(cell) ? 0 : figures.get(cell.id));
      expected.set(
        notebook,
        codeCellsOf(notebook.path).map((cell) => shown(cell) ?? 0),
      );
    }
    await Promise.all(
      notebooks.map(async (notebook) => labs.set(notebook, await Lab.open(browser, notebook.path))),
    );
  });
  afterAll(() => Promise.all([...labs.values()].map(({ page }) => page.close())));

  it.each(notebooks)('opens $language with the kernel chosen and nothing to save', async (notebook) => {
    const { page } = lab(notebook);
    expect(await page.locator('.jp-Toolbar-kernelName').textContent()).toBe('TypeScript (bayes-notebooks)');
    expect(await page.locator('.lm-TabBar-tab.jp-mod-dirty').count()).toBe(0);
  });

  it('runs to the end without an error, the live figure moving', async () => {
    await Promise.all(
      notebooks.map(async (notebook) => {
        await lab(notebook).page.evaluate(watchLiveFigure);
        await lab(notebook).choose('Run', 'Run All Cells');
        await lab(notebook).finished();
      }),
    );
    for (const notebook of notebooks) {
      expect(await lab(notebook).failures().allTextContents()).toEqual([]);
      expect(await lab(notebook).interruptions()).toEqual([]);
      expect(lab(notebook).complaints).toEqual([]);
    }
    for (const notebook of edition === 'solved' ? notebooks : []) {
      const looks = await lab(notebook).page.evaluate<Look[]>('window.looks');
      expect(looks.at(-1)?.step).toBe(1000);
      expect(new Set(looks.map(({ step }) => step)).size).toBeGreaterThan(2);
      expect(new Set(looks.map(({ curve }) => curve)).size).toBeGreaterThan(2);
      expect(new Set(looks.map(({ bar }) => bar)).size).toBeGreaterThan(2);
    }
  });

  it.each(notebooks)('draws every figure of $language', async (notebook) => {
    const { page } = lab(notebook);
    for (const [index, count] of (expected.get(notebook) as number[]).entries()) {
      const figures = lab(notebook).codeCells().nth(index).locator('.jp-RenderedPlotly');
      expect(await figures.count()).toBe(count);
      for (let k = 0; k < count; k++) {
        await expectDrawn(figures.nth(k));
        await screenshot(page, `${edition}-${notebook.language}-${index + 1}-${k}`);
      }
    }
  });

  if (edition === 'student') {
    it.each(notebooks)(
      'says one sentence in each cell of $language that waits for an answer',
      async (notebook) => {
        const waiting = codeCellsOf(notebook.path).flatMap((cell, index) => (waits(cell) ? [index] : []));
        expect(waiting.length).toBeGreaterThan(8);
        for (const index of waiting) {
          const outputs = lab(notebook).codeCells().nth(index).locator('.jp-OutputArea-output');
          const said = (await outputs.allTextContents()).map((text) => text.trim());
          expect(said).toEqual([expect.stringMatching(sentence[notebook.language])]);
        }
      },
    );

    it('restarts the kernel and runs all again', async () => {
      const [notebook] = notebooks as [LectureNotebook];
      await lab(notebook).choose('Kernel', 'Restart Kernel and Run All Cells');
      await lab(notebook).page.locator('.jp-Dialog .jp-mod-accept').click();
      const last = lab(notebook).codeCells().last().locator('.jp-InputPrompt');
      await expect.poll(() => last.textContent(), patience).toBe('[*]:');
      await lab(notebook).finished();
      expect(await last.textContent()).toBe(`[${codeCellsOf(notebook.path).length}]:`);
      expect(await lab(notebook).failures().allTextContents()).toEqual([]);
    });
  } else {
    it.each(notebooks)(
      'draws the figures of $language after it is saved, closed and opened again',
      async (notebook) => {
        const { page } = lab(notebook);
        await lab(notebook).choose('File', 'Save Notebook');
        const figures = () => codeCellsOf(notebook.path).map(figuresIn);
        await expect.poll(figures, patience).toEqual(expected.get(notebook));
        await page.locator('.lm-TabBar-tab.jp-mod-dirty').waitFor({ state: 'detached' });
        await page.close();
        const again = await Lab.open(browser, notebook.path);
        labs.set(notebook, again);
        await again.page.locator('[title^="Notebook trusted"]').waitFor();
        const all = figures().reduce((a, b) => a + b);
        await expect.poll(() => again.figures().count(), patience).toBe(all);
        for (const figure of await again.figures().all()) await expectDrawn(figure);
      },
    );
  }
});
