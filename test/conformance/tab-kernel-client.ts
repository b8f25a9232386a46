import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser, Page } from 'playwright-core';
import type { JupyterMessage } from '../../browser/jupyter-message';
import { writeKernelExtension } from '../../generator/site/kernel-extension';
import type { ExecuteOptions } from '../../runner/kernel-client';
import { request, type WireMessage } from '../../wire/wire-message';
import type { Kernel } from './suite';

const root = join(__dirname, '..', '..');

/** Writes a page with the kernel and nothing else into a folder, for {@link TabKernelClient}. */
export async function writeKernelPage(folder: string): Promise<void> {
  await writeKernelExtension(root, folder);
  await build({
    entryPoints: [join(__dirname, 'page.ts')],
    outfile: join(folder, 'page.js'),
    bundle: true,
    resolveExtensions: ['.browser.ts', '.ts', '.js'],
  });
  writeFileSync(
    join(folder, 'index.html'),
    '<!doctype html><title>kernel</title><script src="page.js"></script>',
  );
}

interface Pending {
  settle: (reply: WireMessage) => void;
  onMessage?: ((message: WireMessage) => void) | undefined;
  reply?: WireMessage;
  idle: boolean;
}

/** Asks the kernel of a page in a browser as KernelClient asks Node's. */
export class TabKernelClient implements Kernel {
  readonly #page: Page;
  readonly #session = randomUUID();
  readonly #pending = new Map<string, Pending>();

  constructor(page: Page) {
    this.#page = page;
  }

  /** Opens the page at an address in a browser. */
  static async start(browser: Browser, url: string): Promise<TabKernelClient> {
    const page = await browser.newPage();
    const client = new TabKernelClient(page);
    await page.exposeFunction('kernelSaid', (message: JupyterMessage) => client.#hear(message));
    await page.goto(url);
    await client.ask('kernel_info_request');
    return client;
  }

  /** Whether the page shares memory with its workers. */
  isIsolated(): Promise<boolean> {
    return this.#page.evaluate('crossOriginIsolated');
  }

  async execute(
    code: string,
    { onMessage, stopOnError = true, silent = false }: ExecuteOptions = {},
  ): Promise<Record<string, unknown>> {
    const content = { code, silent, store_history: !silent, allow_stdin: false, stop_on_error: stopOnError };
    return (await this.#send('execute_request', { ...content, user_expressions: {} }, onMessage)).content;
  }

  ask(type: string, content: Record<string, unknown> = {}): Promise<WireMessage> {
    return this.#send(type, content);
  }

  interrupt(): void {
    void this.#page.evaluate('kernel.interrupt()');
  }

  async shutdown(): Promise<void> {
    await this.#page.evaluate('kernel.dispose()');
    await this.#page.close();
  }

  async #send(
    type: string,
    content: Record<string, unknown>,
    onMessage?: (message: WireMessage) => void,
  ): Promise<WireMessage> {
    const { header, metadata } = request(type, this.#session, content);
    const answered = new Promise<WireMessage>((settle) => {
      this.#pending.set(header.msg_id, { settle, onMessage, idle: false });
    });
    const message: JupyterMessage = { channel: 'shell', header, parent_header: {}, metadata, content };
    await this.#page.evaluate(
      (sent) =>
        (globalThis as unknown as { kernel: { handleMessage(one: unknown): void } }).kernel.handleMessage(
          sent,
        ),
      message,
    );
    return answered;
  }

  #hear({ channel, header, parent_header: parentHeader, metadata, content }: JupyterMessage): void {
    const pending = this.#pending.get(parentHeader.msg_id ?? '');
    if (pending === undefined) return;
    const message: WireMessage = { header, parentHeader, metadata, content };
    if (channel === 'iopub') pending.onMessage?.(message);
    else pending.reply = message;
    if (header.msg_type === 'status' && content.execution_state === 'idle') pending.idle = true;
    if (pending.reply !== undefined && pending.idle) pending.settle(pending.reply);
  }
}
