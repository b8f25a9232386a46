import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stillRunningSentence } from '../../execution/queue/interrupts';
import { launchChromium } from '../../generator/chromium';
import type { KernelClient } from '../../runner/kernel-client';
import { CountingServer } from '../generator/site/counting-server';
import { firstMessage, lastValue, printed, runCell } from '../kernel/run-cell';
import { interrupted } from './cases';
import { conformance } from './suite';
import { TabKernelClient, writeKernelPage } from './tab-kernel-client';

const folder = mkdtempSync(join(tmpdir(), 'bayes-tab-kernel-'));
const server = new CountingServer(folder, '/kernel/');
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};
let browser: Browser;

async function start(headers: Record<string, string>): Promise<TabKernelClient> {
  server.headers = headers;
  return TabKernelClient.start(browser, server.url());
}

beforeAll(async () => {
  await writeKernelPage(folder);
  server.knowsWebAssembly = true;
  await server.start();
  browser = await launchChromium();
});

afterAll(async () => {
  await browser?.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('in a tab that is isolated from other origins', () => {
  conformance(() => start(isolation));

  it('a loop without an await is interrupted', async () => {
    const kernel = await start(isolation);
    expect(await kernel.isIsolated()).toBe(true);
    const { seen, onMessage } = firstMessage('stream');
    const running = kernel.execute("console.log('runs');\nlet turns = 0;\nfor (;;) turns += 1;", {
      onMessage,
    });
    await seen;
    kernel.interrupt();
    const { ename, evalue } = await running;
    expect(`${ename}: ${evalue}`).toBe(interrupted);
    await kernel.shutdown();
  });
});

describe('in a tab that is not', () => {
  conformance(() => start({}));

  it('a loop without an await says that the kernel has to be restarted', async () => {
    const kernel = await start({});
    expect(await kernel.isIsolated()).toBe(false);
    const began = firstMessage('stream');
    let said = (): void => {};
    const sentence = new Promise<void>((resolve) => {
      said = resolve;
    });
    void kernel.execute("console.log('runs');\nfor (;;);", {
      onMessage: (message) => {
        began.onMessage(message);
        if (message.content.text === stillRunningSentence) said();
      },
    });
    await began.seen;
    kernel.interrupt();
    await sentence;
    await kernel.shutdown(); // as a restart does
  });
});

describe('differs from the kernel of Node', () => {
  it('in what can be imported, and says what there is', async () => {
    const kernel = (await start(isolation)) as unknown as KernelClient;
    for (const code of [
      "import fs from 'node:fs';",
      "import _ from 'lodash';",
      "import { x } from './mine';",
    ]) {
      const { reply } = await runCell(kernel, code);
      expect(reply.evalue).toMatch(/there are bayes-notebooks and tslab, and no files or other packages/);
    }
    const { reply } = await runCell(kernel, 'process.env.HOME;');
    expect(reply.evalue).toMatch(/it is Node's, and a browser's tab has none/);
    await kernel.shutdown();
  });

  it('in the names of the platform, which are those of a worker', async () => {
    const kernel = (await start(isolation)) as unknown as KernelClient;
    const run = await runCell(
      kernel,
      "const { pathname } = new URL('http://x.org/a?b');\nperformance.now() > 0 && pathname;",
    );
    expect([run.reply.status, lastValue(run), printed(run, 'stderr')]).toEqual(['ok', "'/a'", '']);
    await kernel.shutdown();
  });
});
