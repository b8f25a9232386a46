import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { tableBundle } from '../../lib/display/table-bundle.js';
import { Lab, screenshot } from './jupyterlab.mjs';
import { writeNotebook } from './notebook-file.mjs';
import { styleOf } from './style-of.mjs';

let browser: Browser;

const code = `import { percent, setLanguage, showSource, showTable } from 'bayes-notebooks';
setLanguage('en');
showTable(['KL weight', 'steps', 'accuracy', 'sd'], [['1/(step + 1)', 1000, percent(0.974), 0.12345]]);
showSource('BayesLinear');`;

beforeAll(async () => {
  const stored = tableBundle(['waga KL', 'kroki', 'epist.'], [['<b>0,012</b>', 1000, 0.5]]);
  writeNotebook('table.ipynb', [{ source: '// 0', bundle: stored }]);
  writeNotebook('listing.ipynb', [{ source: code }]);
  browser = await launchChromium();
});
afterAll(() => browser?.close());

describe('tables and listings in JupyterLab', () => {
  it.each(['Light', 'Dark'])(
    'aligns a stored table of an untrusted notebook, in its %s theme',
    async (theme) => {
      const lab = await Lab.open(browser, 'table.ipynb');
      await lab.choose('Settings', 'Theme', `JupyterLab ${theme}`);
      const isLight = String(theme === 'Light');
      await lab.page.locator(`body[data-jp-theme-light="${isLight}"]`).waitFor({ state: 'attached' });
      const cells = lab.page.locator('.jp-RenderedHTML :is(th, td)');
      await cells.first().waitFor();
      const seen: string[] = [];
      for (const cell of await cells.all()) {
        const side = await styleOf(cell, 'text-align');
        seen.push(`${side}: ${await cell.textContent()}`);
      }
      expect(seen).toEqual([
        'left: waga KL',
        'right: kroki',
        'right: epist.',
        'left: <b>0,012</b>',
        'right: 1000',
        'right: 0,500',
      ]);
      await screenshot(lab.page, `table-${theme}`);
      await lab.choose('Settings', 'Theme', 'JupyterLab Light');
      await lab.page.close();
    },
  );

  it('shows a table and a listing that a cell makes, the listing narrow enough for its cell', async () => {
    const lab = await Lab.open(browser, 'listing.ipynb');
    await lab.choose('Run', 'Run All Cells');
    await lab.page.locator('.jp-RenderedHTML td', { hasText: '97.4%' }).waitFor();
    const listing = lab.page.locator('.jp-RenderedMarkdown pre', { hasText: 'class BayesLinear' });
    await listing.waitFor();
    // Without wrapping it is as high as with it: no line is too long.
    const [wrapped, plain] = await listing.evaluate(
      (pre: { clientHeight: number; style: { whiteSpace: string } }) => {
        const before = pre.clientHeight;
        pre.style.whiteSpace = 'pre';
        return [before, pre.clientHeight] as const;
      },
    );
    expect(plain).toBeGreaterThan(500);
    expect(wrapped).toBe(plain);
    await listing.scrollIntoViewIfNeeded();
    await screenshot(lab.page, 'listing');
    await lab.page.close();
  });
});
