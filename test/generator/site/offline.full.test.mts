import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { launchChromium } from '../../../generator/chromium.js';
import { CountingServer } from './counting-server.js';
import { writeSmallSite } from './small-site.js';

const patience = 120_000; // only ends what hangs
const lecture = 'lab/index.html?path=01-bayesian-neural-networks.ipynb';
const binary = 'extensions/bayes-kernel/static/kernels.wasm';
const runner = 'extensions/bayes-kernel/static/runner.js';
let folder: string;
let server: CountingServer;
let browser: Browser;
let visitor: BrowserContext;
let page: Page;

beforeAll(async () => {
  browser = await launchChromium();
});

beforeEach(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'bayes-offline-'));
  await writeSmallSite(folder);
  server = new CountingServer(folder, '/course/');
  await server.start();
  visitor = await browser.newContext();
  page = await visitor.newPage();
});

afterEach(async () => {
  await visitor.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

afterAll(() => browser?.close());

/** Opens a page of the site, and waits until its script has run. */
async function open(of: Page, place = lecture, title = 'edition 1'): Promise<void> {
  await of.goto(server.url(place)).catch((error: Error) => {
    if (!/interrupted by another navigation|ERR_ABORTED/.test(error.message)) throw error; // the reload came first
  });
  await titled(of, title);
}

const titled = (of: Page, title: string) => of.waitForFunction(`document.title === ${JSON.stringify(title)}`);

const isolated = (of: Page) => of.evaluate('crossOriginIsolated');

const arrival = (of: Page) => of.evaluate("performance.getEntriesByType('navigation')[0].type");

/** The paths of all files that the browser keeps. */
async function kept(of: Page): Promise<string[]> {
  const paths: string[] = await of.evaluate(`(async () => {
    const found = [];
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) found.push(new URL(url).pathname);
    return found;
  })()`);
  return paths.map((found) => found.replace('/course/', '')).sort();
}

/** What a lecture needs, and what its page loads. */
const whole = [
  'api/contents/all.json',
  'build/app.js',
  'en/index.html',
  binary,
  runner,
  'index.html',
  'lab/index.html',
];

const keepsAll = (of: Page) => expect.poll(() => kept(of), { timeout: patience }).toEqual(whole);

/** What a cell does: loads a script that no page has loaded yet. */
async function run(of: Page, title: string): Promise<void> {
  await of.addScriptTag({ url: server.url(runner) });
  await titled(of, title);
}

/** Waits until a new edition has been fetched beside the one in use. */
async function fetchedBeside(of: Page): Promise<void> {
  const waiting = () =>
    of.evaluate(
      'navigator.serviceWorker.getRegistration().then((one) => one.update()).then((one) => one.waiting?.state)',
    );
  await expect.poll(waiting, { timeout: patience }).toBe('installed');
}

describe('a lecture’s page', () => {
  it('is isolated after one reload, by a host that sends no headers', async () => {
    await open(page);
    expect(await isolated(page)).toBe(true);
    expect(await arrival(page)).toBe('reload');
    expect(server.asked.filter((file) => file === 'lab/index.html').length).toBeLessThanOrEqual(2);
    await open(page);
    expect(await arrival(page)).toBe('navigate');
    expect(await isolated(page)).toBe(true);
  });

  it('is isolated at once behind the front page', async () => {
    await page.goto(server.url());
    await page.evaluate("void navigator.serviceWorker.register('/course/service-worker.js')");
    await page.waitForFunction('navigator.serviceWorker.controller');
    await open(page);
    expect(await isolated(page)).toBe(true);
    expect(await arrival(page)).toBe('navigate');
  });

  it('is not reloaded where the host isolates it', async () => {
    server.headers = {
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
    };
    await open(page);
    expect(await isolated(page)).toBe(true);
    expect(await arrival(page)).toBe('navigate');
    await keepsAll(page); // also what came before the worker did
  });

  it('opens without isolation where the browser refuses a service worker', async () => {
    const refusing = await browser.newContext({ serviceWorkers: 'block' });
    const strict = await refusing.newPage();
    await open(strict);
    expect(await isolated(strict)).toBe(false);
    expect(await arrival(strict)).toBe('reload'); // once, and no more
    await refusing.close();
  });

  it('opens without isolation where the browser has no service workers', async () => {
    const plain = await launchChromium(['--host-resolver-rules=MAP lecture.test 127.0.0.1']);
    const insecure = await plain.newPage();
    await insecure.goto(server.url(lecture, 'lecture.test'));
    await titled(insecure, 'edition 1');
    expect(await insecure.evaluate("'serviceWorker' in navigator")).toBe(false);
    expect(await arrival(insecure)).toBe('navigate');
    await plain.close();
  });
});

describe('a second visit', () => {
  beforeEach(async () => {
    await open(page);
    await keepsAll(page);
  });

  it('asks the host for nothing but whether there is a new edition', async () => {
    server.asked.length = 0;
    await open(page);
    await run(page, 'ran edition 1');
    expect(server.asked.filter((file) => file !== 'service-worker.js')).toEqual([]);
  });

  it('gives WebAssembly its type, which the host does not know', async () => {
    const type = await page.evaluate(
      `fetch('../${binary}').then(({ headers }) => headers.get('content-type'))`,
    );
    expect(type).toBe('application/wasm');
  });

  it('opens and runs with the server stopped', async () => {
    await server.stop();
    await open(page);
    expect(await isolated(page)).toBe(true);
    await run(page, 'ran edition 1');
    const listing = await page.evaluate(
      "fetch('../api/contents/all.json?1730').then((listing) => listing.json())",
    );
    expect(listing).toEqual({ content: [] });
    expect(await page.evaluate("fetch('../api/nothing.json').then(({ status }) => status)")).toBe(404);
  });

  it('opens a folder’s page with the server stopped, with and without a slash', async () => {
    await server.stop();
    for (const place of ['lab/?path=a.ipynb', 'lab?path=a.ipynb']) {
      await open(page, place);
      expect(page.url()).toBe(server.url('lab/?path=a.ipynb'));
    }
  });
});

describe('a new edition', () => {
  const changed = { 'build/app.js': "document.title = 'edition 2'", 'build/rare.js': '2' };

  beforeEach(async () => {
    await open(page);
    await keepsAll(page);
    await writeSmallSite(folder, changed);
    server.asked.length = 0;
  });

  it('takes the place of the old one at the next reload, and fetches what has changed alone', async () => {
    await fetchedBeside(page);
    expect(await page.title()).toBe('edition 1');
    await page.reload();
    await titled(page, 'edition 2'); // though the browser may keep the old file for ten minutes
    expect(await isolated(page)).toBe(true);
    expect(new Set(server.asked)).toEqual(new Set(['service-worker.js', 'build/app.js']));
    expect(await kept(page)).toEqual(whole); // the old file is gone
    await server.stop();
    await open(page, lecture, 'edition 2');
  });

  it('waits while another page works with the old one', async () => {
    const other = await visitor.newPage();
    await open(other);
    await fetchedBeside(page);
    await page.reload();
    await titled(page, 'edition 1');
    await other.close();
    const titleAfterReload = async () => {
      await page.reload();
      return page.title();
    };
    await expect.poll(titleAfterReload, { timeout: patience }).toBe('edition 2'); // a worker knows a closed page a moment longer
  });

  it('leaves the old one in place where it is published in part', async () => {
    writeFileSync(path.join(folder, 'build/app.js'), "document.title = 'half of edition 2'");
    const fate = await page.evaluate(`(async () => {
      const registration = await navigator.serviceWorker.getRegistration();
      const found = new Promise((resolve) => { registration.onupdatefound = () => resolve(registration.installing); });
      void registration.update();
      const coming = await found;
      while (coming.state === 'installing') await new Promise((resolve) => { coming.onstatechange = resolve; });
      return coming.state;
    })()`);
    expect(fate).toBe('redundant');
    await open(page);
  });
});
