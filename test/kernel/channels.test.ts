import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import type * as Zeromq from 'zeromq';
import { Dealer } from 'zeromq';
import { openChannels } from '../../kernel/channels';
import { serverPrototype } from '../../kernel/tslab';
import { KernelClient } from '../../runner/kernel-client';
import { addressOf } from '../../wire/connection';
import { encode, request } from '../../wire/wire-message';
import { firstMessage, printed, runCell } from './run-cell';

const { Publisher, Router }: typeof Zeromq = createRequire(require.resolve('tslab'))('zeromq');
const folder = mkdtempSync(path.join(tmpdir(), 'channels-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the channels', () => {
  it.each([
    { transport: 'tcp' as const, ip: '127.0.0.1', port: '*' as never }, // any that is free
    { transport: 'ipc' as const, ip: path.join(folder, 'channel'), port: 1 },
  ])('are opened by $transport, when the one on which all is published is open', async (where) => {
    const log: string[] = [];
    const watched = (name: string, socket: { bind(address: string): Promise<void> }) => ({
      bind: async (address: string) => {
        log.push(`${name} begins`);
        await socket.bind(address);
        log.push(`${name} is open`);
      },
    });
    const sockets = { iopub: new Publisher(), shell: new Router() };
    const [iopub, shell] = [watched('iopub', sockets.iopub), watched('shell', sockets.shell)];
    openChannels({ serve: async () => {} });
    const server = Object.assign(Object.create(serverPrototype), { iopub, shell, connInfo: where });
    const shellPort = where.transport === 'ipc' ? 2 : where.port;
    await Promise.all([server.bindSocket(iopub, where.port), server.bindSocket(shell, shellPort)]);
    expect(log).toEqual(['iopub begins', 'iopub is open', 'shell begins', 'shell is open']);
    // As Jupyter names socket files: https://github.com/jupyter/jupyter_client, ConnectionFileMixin.
    if (where.transport === 'ipc') expect(existsSync(path.join(folder, 'channel-2'))).toBe(true);
    else expect(sockets.shell.lastEndpoint).toMatch(/^tcp:\/\/127\.0\.0\.1:\d+$/);
    sockets.iopub.close();
    sockets.shell.close();
  });
});

describe('a message of a stranger', () => {
  it.each(['shell', 'control'] as const)(
    'on the %s channel leaves the running cell alone',
    async (channel) => {
      const kernel = await KernelClient.start({ cwd: __dirname });
      const go = path.join(folder, channel);
      const started = firstMessage('stream');
      const run = runCell(
        kernel,
        `import { existsSync } from 'node:fs';
       console.log('started');
       while (!existsSync(${JSON.stringify(go)})) await new Promise(setImmediate);
       console.log('ended');`,
        { onMessage: started.onMessage },
      );
      await started.seen;
      const stranger = new Dealer({ linger: 0 });
      stranger.connect(addressOf(kernel.connection, kernel.connection[`${channel}_port`]));
      await stranger.send(encode(request('interrupt_request', 'session', {}), 'another key'));
      await stranger.send(['no message of Jupyter']);
      await vi.waitFor(
        () =>
          expect(kernel.process.written).toBe(
            'Cannot read a kernel message: its signature does not belong to this session\n' +
              'Cannot read a kernel message: expected a delimiter and five frames, got 2\n',
          ),
        { timeout: 60_000, interval: 20 },
      );
      stranger.close();
      writeFileSync(go, '');
      expect(printed(await run)).toBe('started\nended\n');
      expect((await run).reply.status).toBe('ok');
      await kernel.shutdown();
    },
  );
});
