import type { Browser, BrowserContext, Locator } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { type SiteServer, startSiteServer } from '../../generator/site/site-server.js';
import { patience, screenshot } from '../browser/jupyterlab.mjs';
import { notebookOf } from '../browser/notebook-file.mjs';
import { SiteLab } from './site-lab.mjs';

let server: SiteServer;
let browser: Browser;

beforeAll(async () => {
  server = await startSiteServer(inject('site'), { port: 0, base: '/course/' });
  browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
});

const inEnglish = { viewport: { width: 1280, height: 900 }, locale: 'en' };

/** Opens a notebook with one cell, in which the library was imported. */
async function openSmall(student: BrowserContext): Promise<SiteLab> {
  const lab = await SiteLab.enter(student, server.url);
  const small = notebookOf([
    {
      source:
        "import { checkExercise, setLanguage, tf } from 'bayes-notebooks';\nsetLanguage('en');\nawait tf.ready();",
    },
  ]);
  await lab.upload({ 'small.ipynb': small, 'spare.ipynb': small });
  await lab.open('small.ipynb');
  await lab.choose('Run', 'Run Selected Cell');
  await lab.codeCells().first().locator('.jp-InputPrompt', { hasText: '[1]:' }).waitFor(); // below it stands a new one
  return lab;
}

/** Writes code into the last cell, runs it, and waits until no cell runs. */
async function run(lab: SiteLab, code: string): Promise<string> {
  const cell = await start(lab, code);
  await expect.poll(() => prompt(cell), patience).toMatch(/^\[\d+\]:$/);
  return outputOf(cell);
}

async function start(lab: SiteLab, code: string): Promise<Locator> {
  const cell = await lab.write(code);
  await lab.page.keyboard.press('Control+Enter');
  return cell;
}

const prompt = (cell: Locator): Promise<string | null> => cell.locator('.jp-InputPrompt').textContent();
const outputOf = async (cell: Locator): Promise<string> =>
  (await cell.locator('.jp-OutputArea-output').allInnerTexts()).join('\n');

/** Interrupts the cell as soon as it has said that it runs. */
async function interrupt(lab: SiteLab, cell: Locator): Promise<void> {
  await expect.poll(() => outputOf(cell), patience).toContain('running');
  await lab.choose('Kernel', 'Interrupt Kernel');
}

describe('a lecture’s page, isolated', () => {
  let student: BrowserContext;
  let lab: SiteLab;

  beforeAll(async () => {
    student = await browser.newContext(inEnglish);
    lab = await openSmall(student);
  });
  afterAll(() => student?.close());

  it('names the line of a type error', async () => {
    expect(await run(lab, 'const wrong: number = "x";')).toMatch(
      /TypeScriptError: line 1, column 7: .*string.*number/,
    );
    await screenshot(lab.page, 'site-type-error');
  });

  it('names the lines of the cell, and no others, where it throws', async () => {
    const code = ['function inner(): never {', "  throw new Error('on purpose');", '}', 'inner();'].join(
      '\n',
    );
    const said = await run(lab, code);
    expect(said).toContain('Error: on purpose');
    expect(said).toMatch(/at inner \(cell \d+, line 2\)\n\s*at cell \d+, line 4\s*$/);
    await screenshot(lab.page, 'site-run-time-error');
  });

  it('gives a hint where an answer is a known wrong one', async () => {
    const said = await run(lab, "await checkExercise('exercise-1', () => tf.scalar(1.5));");
    expect(said).toContain('exercise-1: 0 of 3 public checks passed');
    expect(said).toContain('The result has to depend on the model that the function is given.');
    await screenshot(lab.page, 'site-hint');
  });

  it('offers names by Tab, and explains one by Shift+Tab', async () => {
    await lab.write('tf.losses.');
    await lab.page.keyboard.press('Tab');
    const offered = lab.page.locator('.jp-Completer-item .jp-Completer-match');
    await offered.filter({ hasText: 'meanSquaredError' }).first().waitFor({ state: 'attached' });
    await lab.page.keyboard.press('Escape');
    await lab.write('checkExercise');
    await lab.page.keyboard.press('Shift+Tab');
    await lab.page.locator('.jp-Tooltip').filter({ hasText: 'exercise' }).waitFor();
    await screenshot(lab.page, 'site-shift-tab');
    await lab.page.keyboard.press('Escape');
  });

  it('interrupts a loop that awaits nothing, and keeps the variables', async () => {
    expect(await lab.page.evaluate('crossOriginIsolated')).toBe(true);
    await run(lab, 'let rounds = 0;');
    await interrupt(lab, await start(lab, "console.log('running');\nfor (;;) rounds++;"));
    await expect
      .poll(() => outputOf(lab.codeCells().last()), patience)
      .toContain('Interrupted: the cell was interrupted');
    expect(await run(lab, 'rounds > 0')).toBe('true');
  });

  it('restarts the kernel, even while a cell runs', async () => {
    await expect.poll(() => outputOf(lab.codeCells().last()), patience).toBe('true');
    const cell = await start(lab, "console.log('running');\nfor (;;) {}");
    await expect.poll(() => outputOf(cell), patience).toContain('running');
    await lab.choose('Kernel', 'Restart Kernel');
    await lab.page.locator('.jp-Dialog .jp-mod-accept').click();
    expect(await run(lab, 'typeof rounds')).toContain('which no cell has declared yet');
    expect(await run(lab, '1 + 1')).toBe('2');
  });

  it('keeps the work over a reload', async () => {
    await lab.write('const mine = "my own work";');
    await lab.choose('File', 'Save Notebook');
    await lab.page.locator('.lm-TabBar-tab.jp-mod-dirty').waitFor({ state: 'detached' });
    await lab.page.reload();
    await lab.isIdle();
    expect(await lab.codeCells().last().locator('.cm-content').innerText()).toBe(
      'const mine = "my own work";',
    );
  });
});

describe('a lecture’s page in a browser that refuses service workers', () => {
  let student: BrowserContext;
  let lab: SiteLab;

  beforeAll(async () => {
    student = await browser.newContext({ ...inEnglish, serviceWorkers: 'block' });
    lab = await openSmall(student);
  });
  afterAll(() => student?.close());

  it('interrupts a loop that awaits', async () => {
    expect(await lab.page.evaluate('crossOriginIsolated')).toBe(false);
    const code = "console.log('running');\nfor (;;) await new Promise((resolve) => setTimeout(resolve, 1));";
    await interrupt(lab, await start(lab, code));
    await expect
      .poll(() => outputOf(lab.codeCells().last()), patience)
      .toContain('Interrupted: the cell was interrupted');
    expect(await run(lab, '1 + 1')).toBe('2');
  });

  it('says that only a restart ends a loop that awaits nothing, and restarts', async () => {
    await interrupt(lab, await start(lab, "console.log('running');\nfor (;;) {}"));
    await expect.poll(() => lab.page.locator('body').innerText(), patience).toMatch(/restart the kernel/);
    await screenshot(lab.page, 'site-cannot-interrupt');
    await lab.choose('Kernel', 'Restart Kernel');
    await lab.page.locator('.jp-Dialog .jp-mod-accept').click();
    expect(await run(lab, '2 + 2')).toBe('4');
  });
});
