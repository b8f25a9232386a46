import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { launchChromium } from '../../../../generator/chromium.js';
import { writeFrontPages } from '../../../../generator/site/front-page/write-front-pages.js';
import { CountingServer } from '../counting-server.js';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const shots = path.join(tmpdir(), 'bayes-screenshots');
let folder: string;
let server: CountingServer;
let browser: Browser;

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bayes-front-'));
  await writeFrontPages(process.cwd(), folder);
  server = new CountingServer(folder, '/course/');
  await server.start();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** Opens a front page as a visitor does, whose browser remembers nothing yet. */
async function visit(place: string, options: BrowserContextOptions): Promise<Page> {
  const page = await browser.newPage({ reducedMotion: 'reduce', ...options });
  await page.goto(server.url(place));
  return page;
}

describe.each([1280, 800, 360])('the front page, %i pixels wide', (width) => {
  test.each([
    ['en/index.html', 'light'],
    ['?lang=pl', 'dark'],
  ] as const)('fits, and axe finds nothing: %s, %s', async (place, colorScheme) => {
    const page = await visit(place, { viewport: { width, height: 800 }, colorScheme });
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width);
    await page.addScriptTag({ path: axe });
    const faults = (await page.evaluate(
      "axe.run().then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))",
    )) as string[];
    expect(faults).toEqual([]);
    await page.screenshot({ path: path.join(shots, `front-${width}-${colorScheme}.png`), fullPage: true });
    await page.close();
  });
});

describe('the front page', () => {
  it('speaks the browser’s language at the first visit, and then the one that was chosen', async () => {
    const pole = await visit('', { locale: 'pl-PL' });
    expect(await pole.evaluate('document.documentElement.lang')).toBe('pl');
    await pole.getByRole('link', { name: 'English' }).click();
    await pole.waitForURL(server.url('en/index.html?lang=en'));
    await pole.goto(server.url());
    await pole.waitForURL(server.url('en/index.html'));
    await pole.getByRole('link', { name: 'Polski' }).click();
    await pole.waitForURL(server.url('index.html?lang=pl'));
    await pole.close();

    const visitor = await visit('', { locale: 'de-DE' });
    await visitor.waitForURL(server.url('en/index.html'));
    await visitor.close();
  });

  it('opens a lecture in JupyterLab, on a narrow screen in Notebook 7', async () => {
    const page = await visit('en/index.html', { viewport: { width: 1280, height: 800 } });
    const start = page.getByRole('link', { name: 'Start the first lecture' });
    const opened = (app: string) => server.url(`${app}/index.html?path=01-bayesian-neural-networks.ipynb`);
    expect(new URL((await start.getAttribute('href')) ?? '', page.url()).href).toBe(opened('lab'));
    await page.setViewportSize({ width: 360, height: 740 });
    await expect
      .poll(async () => new URL((await start.getAttribute('href')) ?? '', page.url()).href, {
        timeout: 60_000,
      })
      .toBe(opened('notebooks'));
    await page.close();
  });

  it('asks the host for itself and its icon alone', async () => {
    server.asked.length = 0;
    const page = await visit('en/index.html', {});
    await page.waitForLoadState('networkidle');
    const expected = ['en/index.html', 'icon.svg', 'service-worker.js'];
    for (const file of server.asked) expect(expected).toContain(file);
    await page.close();
  });
});
