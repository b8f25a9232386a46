import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchChromium } from '../../generator/chromium';
import { right } from '../answers/mean-kl/right';
import { wrong } from '../answers/mean-kl/wrong';
import { notebook } from '../answers/notebook';
import { grade, scratchFolder } from './grade-process';

const folder = scratchFolder();
let browser: Browser;

beforeAll(async () => {
  const evil = `<script>alert(1)</script><img src=x onerror="alert(2)">`;
  const cells = [...(wrong[0]?.cells ?? []), `// ${evil}`];
  writeFileSync(join(folder, `${evil.replaceAll('/', '⁄')}.ipynb`), notebook(cells, { conclusions: evil }));
  writeFileSync(join(folder, 'ada.ipynb'), notebook(right[0]?.cells ?? []));
  writeFileSync(join(folder, 'cut.ipynb'), '{');
  await grade(folder, '--out', join(folder, 'out'));
  browser = await launchChromium();
});
afterAll(() => browser?.close());

test('report.html draws its charts, finds and sorts students, and runs nothing that a submission holds', async () => {
  const page = await browser.newPage();
  const trouble: string[] = [];
  page.on('console', (message) => trouble.push(message.text()));
  page.on('pageerror', (error) => trouble.push(error.message));
  page.on('dialog', (dialog) => {
    trouble.push(`dialog ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!/^(file|data|blob):/.test(request.url())) trouble.push(`request ${request.url()}`);
  });
  await page.goto(`file://${join(folder, 'out', 'report.html')}`);
  await page.waitForSelector('.marks .main-svg .point');
  await page.waitForSelector('#misconceptions .main-svg .point');

  await page.fill('#filter', 'ada.ipynb');
  expect(await page.locator('.student:visible').count()).toBe(1);
  await page.fill('#filter', '');
  await page.selectOption('#order', 'score');
  expect(await page.locator('.student .name').first().textContent()).toBe('cut');
  await page.click('#open');
  expect(await page.locator('.student[open]').count()).toBe(3);
  expect(await page.locator('#students script, #students img').count()).toBe(0);
  expect(trouble).toEqual([]);
});
