// Opens the lecture's address in Chromium, runs all cells and says what is to be seen: see-lecture.mjs ADDRESS PICTURE.
import { chromium } from 'playwright-core';
import { onPath } from '../../setup/programs/on-path.mjs';

const [address, picture] = process.argv.slice(2);
if (!address || !picture)
  throw new Error('Cannot look at the lecture: name its address and a file for the picture');
const browser = await chromium.launch({
  executablePath: onPath('chromium'),
  args: ['--no-sandbox', '--disable-gpu'],
});
try {
  const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
  page.setDefaultTimeout(600_000);
  await page.goto(address);
  await page.getByText('| Idle').first().waitFor();
  await page.locator('.lm-MenuBar-itemLabel', { hasText: /^Run$/ }).click();
  await page.locator('.lm-Menu-itemLabel', { hasText: /^Run All Cells$/ }).click();
  await page.locator('.jp-RenderedPlotly .main-svg').first().waitFor();
  // JupyterLab draws the cells little by little; its status bar knows how many there are.
  await page.waitForFunction(() => {
    const [, count] =
      /Cell \d+\/(\d+)/.exec(document.querySelector('#jp-main-statusbar')?.textContent ?? '') ?? [];
    const prompts = [...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')];
    return (
      document.querySelectorAll('.jp-Notebook .jp-Cell').length === Number(count) &&
      prompts.every((prompt) => /^\[\d+\]:$/.test(prompt.textContent ?? ''))
    );
  });
  const cells = await page.locator('.jp-CodeCell').count();
  const figures = await page.locator('.jp-RenderedPlotly').count();
  const kernel = await page.locator('.jp-Toolbar-kernelName').first().textContent();
  const red = await page.locator('[data-mime-type$="application/vnd.jupyter.stderr"]').allTextContents();
  console.log(`${kernel}: ${cells} cells have run, ${figures} figures, on stderr: ${JSON.stringify(red)}`);
  await page.locator('.jp-RenderedPlotly .main-svg').first().scrollIntoViewIfNeeded();
  await page.screenshot({ path: picture });
} finally {
  await browser.close();
}
