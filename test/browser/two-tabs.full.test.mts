import { rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject, it } from 'vitest';
import { launchChromium } from '../../generator/chromium.js';
import { Lab, patience, screenshot } from './jupyterlab.mjs';
import { writeNotebook } from './notebook-file.mjs';

/** Keeps hold of the connections to kernels, so that they can be cut. A string: it runs in the browser. */
const keepSockets = `
  window.sockets = [];
  window.WebSocket = class extends WebSocket {
    constructor(...all) {
      super(...all);
      if (this.url.includes('/channels')) window.sockets.push(this);
    }
  };`;

let browser: Browser;
let tabs: Lab[] = [];
beforeAll(async () => {
  browser = await launchChromium();
});
afterEach(async () => {
  for (const tab of tabs) {
    await tab.page.close();
  }
  tabs = [];
});
afterAll(() => browser?.close());

const served = (name: string) => path.join(inject('lecture').folder, name);

/** A cell that counts until a file is there, and a cell behind it. */
function writeCounting(name: string, pause: string): string {
  const file = `${name}.enough`;
  rmSync(served(file), { force: true });
  writeNotebook(name, [
    {
      source: `import { existsSync } from 'node:fs';
let [count, next] = [0, 0];
while (!existsSync('${file}')) {
  if (Date.now() >= next) {
    console.log(\`count \${count++}.\`);
    next = Date.now() + 100;
  }
  ${pause}
}
console.log('enough');`,
    },
    { source: `\`behind \${count > 0}\`` },
  ]);
  return served(file);
}

async function openTab(name: string): Promise<Lab> {
  const tab = await Lab.start(browser);
  tabs.push(tab);
  await tab.page.addInitScript(keepSockets);
  await tab.visit(name);
  return tab;
}

const promptOf = (tab: Lab, index: number) =>
  tab.codeCells().nth(index).locator('.jp-InputPrompt').textContent();
const outputOf = async (tab: Lab, index: number) =>
  (await tab.codeCells().nth(index).locator('.jp-OutputArea-output').allTextContents()).join('');
const countIn = async (tab: Lab) =>
  Number(/count (\d+)\.(?!.*count)/s.exec(await outputOf(tab, 0))?.[1] ?? -1);

async function run(tab: Lab, index: number): Promise<void> {
  await tab.codeCells().nth(index).locator('.cm-content').click();
  await tab.page.keyboard.press('Control+Enter');
}

const pauses = [
  ['awaits', 'await new Promise((resolve) => setTimeout(resolve, 5));'],
  ['never yields', ''],
] as const;

it.each(pauses)(
  'a tab whose connection drops gets the rest of a cell that %s, and the next one',
  async (kind, pause) => {
    const name = `dropped-${kind.replace(' ', '-')}.ipynb`;
    const enough = writeCounting(name, pause);
    const first = await openTab(name);
    await openTab(name); // with a second one the server keeps no messages for the first
    await run(first, 0);
    await expect.poll(() => countIn(first), patience).toBeGreaterThan(3);
    expect(await promptOf(first, 0)).toBe('[*]:');
    const before = await countIn(first);
    await first.page.evaluate('sockets.map((socket) => socket.close())');
    await first.page.waitForFunction('sockets.at(-1).readyState === WebSocket.OPEN');
    await expect.poll(() => countIn(first), patience).toBeGreaterThan(before + 5);
    writeFileSync(enough, '');
    await expect.poll(() => promptOf(first, 0), patience).toBe('[1]:');
    expect(await outputOf(first, 0)).toContain('enough');
    await run(first, 1);
    await expect.poll(() => promptOf(first, 1), patience).toBe('[2]:');
    expect(await outputOf(first, 1)).toContain('behind true');
    await screenshot(first.page, `two-tabs-dropped-${kind}`);
  },
);

it.each(pauses)(
  'a tab that is loaded anew in the middle of a cell that %s runs the next one',
  async (kind, pause) => {
    const name = `reloaded-${kind.replace(' ', '-')}.ipynb`;
    const enough = writeCounting(name, pause);
    const [first, second] = [await openTab(name), await openTab(name)];
    await run(first, 0);
    await expect.poll(() => countIn(first), patience).toBeGreaterThan(3);
    await first.page.reload();
    await first.page.getByText('| Busy').first().waitFor();
    await run(first, 1);
    await run(second, 1);
    expect(await promptOf(first, 1)).toBe('[*]:');
    writeFileSync(enough, '');
    await expect.poll(() => promptOf(first, 1), patience).toBe('[2]:');
    expect(await outputOf(first, 1)).toContain('behind true');
    await expect.poll(() => promptOf(second, 1), patience).toBe('[3]:');
    expect(await outputOf(second, 1)).toContain('behind true');
    expect(await first.interruptions()).toEqual([]);
  },
);
