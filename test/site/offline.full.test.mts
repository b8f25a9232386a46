import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { expectDrawn } from '../browser/drawn-figure.mjs';
import { Lab, screenshot } from '../browser/jupyterlab.mjs';
import { CountingServer } from '../generator/site/counting-server.js';

const server = new CountingServer(inject('site'), '/course/');
const otherHosts: string[] = [];
let browser: Browser;
let student: BrowserContext;
let lab: Lab;

beforeAll(async () => {
  await server.start();
  browser = await launchChromium();
  student = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en' });
  student.on('request', (request) => {
    if (new URL(request.url()).host !== new URL(server.url()).host) otherHosts.push(request.url());
  });
  lab = new Lab(await student.newPage());
  await lab.watchInterruptions();
});

afterAll(async () => {
  await browser?.close();
  await server.stop();
});

const kernelIsReady = () => lab.page.getByText('| Idle').first().waitFor();

describe('a student who opens the site for the first time', () => {
  it('comes from the front page to the lecture, its kernel chosen, isolated and undisturbed', async () => {
    await lab.page.goto(server.url());
    await lab.page.getByRole('link', { name: 'Start the first lecture' }).click();
    await kernelIsReady();
    expect(await lab.page.evaluate('crossOriginIsolated')).toBe(true);
    expect(await lab.page.title()).toContain('01-bayesian');
    expect(await lab.interruptions()).toEqual([]);
    expect(lab.complaints).toEqual([]);
    await screenshot(lab.page, 'site-lecture');
  });

  it('finds the browser keeping what the lecture needs, before a cell was run', async () => {
    const kept = () =>
      lab.page.evaluate(`(async () => {
        const [name] = await caches.keys();
        const keys = await (await caches.open(name)).keys();
        return keys.map(({ url }) => new URL(url).pathname).filter((path) => /(index.html|[/]plotly.js)$/.test(path)).sort();
      })()`);
    await expect
      .poll(kept, { timeout: 240_000 })
      .toEqual([
        '/course/en/index.html',
        '/course/extensions/bayes-plotly/static/plotly.js',
        '/course/index.html',
        '/course/lab/index.html',
      ]);
  });

  it('opens it again with the server stopped, and runs it all', async () => {
    await server.stop();
    await lab.page.goto(server.url('en/index.html'));
    await lab.page.getByRole('link', { name: 'Open lecture 1' }).click();
    await kernelIsReady();
    expect(await lab.page.evaluate('crossOriginIsolated')).toBe(true);
    await lab.choose('Run', 'Run All Cells');
    await lab.finished();
    expect(await lab.failures().allTextContents()).toEqual([]);
    await expectDrawn(lab.figures().first());
    await screenshot(lab.page, 'site-offline');
  });

  it('has asked no other host for anything', () => {
    expect(otherHosts).toEqual([]);
  });
});
