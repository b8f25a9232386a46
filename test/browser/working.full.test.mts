import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { type NotebookCell, textOf } from '../../wire/notebook.js';
import { expectDrawn } from './drawn-figure.mjs';
import { Lab, patience, screenshot, stored } from './jupyterlab.mjs';
import { writeNotebook } from './notebook-file.mjs';

let browser: Browser;
let lab: Lab;
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(() => lab?.page.close());
afterAll(() => browser?.close());

const english = '01-bayesian-neural-networks.ipynb';

/** The first line of a function's docstring in the library's source. */
function docstringOf(name: string, file: string): string {
  const source = readFileSync(path.join(inject('lecture').folder, 'lib', file), 'utf8');
  const above = source.slice(0, source.indexOf(`function ${name}(`));
  return /\* (.+)/.exec(above.slice(above.lastIndexOf('/**')))?.[1] as string;
}

describe('writing in a cell', () => {
  beforeAll(() =>
    writeNotebook('writing.ipynb', [
      { source: `import { BayesLinear, gaussianKl } from 'bayes-notebooks';` },
      { source: 'const layer = new BayesLinear({ units: 1, inputDim: 2 });\nlayer.' },
      { source: 'gaussianKl' },
    ]),
  );

  it('Tab offers what the layer has, Shift+Tab shows the docstring', async () => {
    lab = await Lab.open(browser, 'writing.ipynb');
    const { page } = lab;
    const editor = (index: number) => lab.codeCells().nth(index).locator('.cm-content');
    await editor(0).click();
    await page.keyboard.press('Shift+Enter');
    await expect
      .poll(() => lab.codeCells().first().locator('.jp-InputPrompt').textContent(), patience)
      .toMatch(/^\[\d+\]:$/);
    await editor(1).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Tab');
    const offered = page.locator('.jp-Completer-item .jp-Completer-match'); // beside it stands what kind of name it is
    for (const name of ['klLoss', 'freeze', 'unfreeze', 'frozen', 'getWeights'])
      await offered
        .filter({ hasText: new RegExp(`^${name}`) })
        .first()
        .waitFor({ state: 'attached' });
    await screenshot(page, 'tab');
    await page.keyboard.press('Escape');
    await editor(2).click();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Shift+Tab');
    const tooltip = page.locator('.jp-Tooltip');
    await tooltip.waitFor();
    expect(await tooltip.innerText()).toContain(docstringOf('gaussianKl', 'gaussian-kl.ts'));
    expect(await tooltip.innerText()).toContain('priorLogSigma');
    await screenshot(page, 'shift-tab');
  });
});

describe('what cells print and where they fail', () => {
  beforeAll(() =>
    writeNotebook('cells.ipynb', [
      {
        source: `const late = (text: string) => void setTimeout(() => console.log(text), 500);\nlate('late');`,
      },
      { source: `await new Promise((resolve) => setTimeout(resolve, 1000));\nconsole.log('at once');` },
      { source: `throw new Error('on purpose');` },
      { source: `console.log('behind the error');` },
    ]),
  );

  it('stands below the cell that prints it, late or not, and no cell behind an error is lost', async () => {
    lab = await Lab.open(browser, 'cells.ipynb');
    const { page } = lab;
    const cell = (index: number) => lab.codeCells().nth(index);
    const prompt = (index: number) => cell(index).locator('.jp-InputPrompt').textContent();
    const output = (index: number) => cell(index).locator('.jp-OutputArea-output').allTextContents();
    await lab.choose('Run', 'Run All Cells');
    await lab.failures().first().waitFor();
    expect(await output(0)).toEqual(['late\n']);
    expect(await output(1)).toEqual(['at once\n']);
    expect((await output(2)).join('')).toContain('Error: on purpose');
    // Behind the error nothing ran, and nothing looks as if it had run or were still running.
    await expect.poll(() => prompt(3), patience).toBe('[ ]:');
    expect(await output(3)).toEqual([]);
    // What is started as soon as the error is seen runs: tslab alone would drop it for 200 ms.
    await cell(2).locator('.cm-content').click();
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => prompt(2), { ...patience, interval: 1 }).toBe('[4]:');
    await page.keyboard.press('Escape');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => prompt(3), patience).toBe('[5]:');
    expect(await output(3)).toEqual(['behind the error\n']);
    await screenshot(page, 'cells');
  });
});

const fewSteps = 'const numSteps = 1000;';

describe('interrupting the training', () => {
  it('stops it in its place, and the lecture goes on from there', async () => {
    // Twenty times as long, so that there is something to interrupt.
    const book = stored(`solutions/en/${english}`);
    const cell = book.cells.find(({ source }) => textOf(source).includes(fewSteps)) as NotebookCell;
    const source = textOf(cell.source);
    cell.source = source.replace(fewSteps, 'const numSteps = 20_000;');
    const name = 'solutions/en/long-training.ipynb';
    writeFileSync(path.join(inject('lecture').folder, name), JSON.stringify(book));
    lab = await Lab.open(browser, name);
    const { page } = lab;
    await lab.choose('Run', 'Run All Cells');
    const live = page.locator('.jp-RenderedPlotly[aria-label*="of 20,000"]').first();
    await live.waitFor();
    const training = lab.codeCells().filter({ has: page.getByText('const numSteps = 20_000') });
    expect(await training.locator('.jp-InputPrompt').textContent()).toBe('[*]:');
    await page.locator('[data-command="notebook:interrupt-kernel"]').first().click();
    await lab.failures().first().waitFor();
    await page.getByText('| Idle').first().waitFor();
    expect(await lab.failures().allTextContents()).toEqual([expect.stringMatching(/interrupt/i)]);
    expect(await live.getAttribute('aria-label')).not.toContain('step 20,000');
    await training.locator('.cm-content').click();
    await page.keyboard.press('Control+A');
    await page.keyboard.insertText(source);
    await lab.choose('Run', 'Run Selected Cell and All Below');
    await page.locator('.jp-RenderedPlotly[aria-label*="step 1,000 of 1,000"]').waitFor();
    await lab.finished();
    expect(await lab.failures().allTextContents()).toEqual([]);
  });
});

describe('opening a notebook that another machine has saved', () => {
  it.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 800],
    ['dark', 800],
  ])('draws its figures untrusted, in the %s theme, at %d pixels', async (theme, width) => {
    const name = `solutions/pl/untrusted-${theme}-${width}.ipynb`;
    const book = stored('solutions/pl/01-bayesowskie-sieci-neuronowe.ipynb');
    book.cells[0] = { ...book.cells[0], source: `# ${theme} ${width}` } as (typeof book.cells)[0];
    writeFileSync(path.join(inject('lecture').folder, name), JSON.stringify(book));
    lab = await Lab.open(browser, name, width);
    const { page } = lab;
    await page.locator('[title^="Notebook not trusted"]').waitFor();
    await lab.choose('Settings', 'Theme', theme === 'dark' ? 'JupyterLab Dark' : 'JupyterLab Light');
    const themed = page.locator(`body[data-jp-theme-light="${theme === 'light'}"]`);
    await themed.waitFor({ state: 'attached' }); // a body without height counts as hidden
    await expect.poll(() => lab.figures().count(), patience).toBe(16);
    const figures = await lab.figures().all();
    for (const [index, figure] of figures.entries()) {
      await expectDrawn(figure);
      await screenshot(page, `untrusted-${theme}-${width}-${index}`);
    }
  });
});
