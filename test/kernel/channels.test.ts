import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { Dealer, Request, Socket } from 'zeromq';
import type { Incoming } from '../../execution/queue/channels';
import { SocketChannels } from '../../kernel/server/socket-channels';
import { KernelClient } from '../../runner/kernel-client';
import { addressOf, newConnection } from '../../wire/connection';
import { decode, encode, request } from '../../wire/wire-message';
import { firstMessage, printed, runCell } from './run-cell';

const folder = mkdtempSync(path.join(tmpdir(), 'channels-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('the channels', () => {
  it('stand where the connection file says, take requests, answer their senders and beat', async () => {
    const connection = newConnection(folder, 'test');
    const channels = new SocketChannels(connection);
    const taken: Incoming[] = [];
    await channels.open((message) => {
      taken.push(message);
      void channels.send(message, 'test_reply', { asked: message.content.what });
    });
    // As Jupyter names socket files: https://github.com/jupyter/jupyter_client, ConnectionFileMixin.
    for (const port of [1, 2, 3, 4, 5]) expect(existsSync(path.join(folder, `channel-${port}`))).toBe(true);
    for (const channel of ['shell', 'control', 'stdin'] as const) {
      const dealer = new Dealer({ linger: 0 });
      dealer.connect(addressOf(connection, connection[`${channel}_port`]));
      const asked = request('test_request', 'session', { what: channel });
      await dealer.send(encode(asked, connection.key));
      const reply = decode((await dealer.receive()) as Buffer[], connection.key);
      expect(reply.header.msg_type).toBe('test_reply');
      expect(reply.parentHeader).toEqual(asked.header);
      expect(reply.content).toEqual({ asked: channel });
      dealer.close();
    }
    expect(taken.map(({ channel }) => channel)).toEqual(['shell', 'control', 'stdin']);
    const heart = new Request({ linger: 0 });
    heart.connect(addressOf(connection, connection.hb_port));
    await heart.send('ping');
    expect(String(await heart.receive())).toBe('ping');
    heart.close();
    await channels.close();
  });

  it('know a client again that comes back under its own name while it waits', async () => {
    const connection = newConnection(mkdtempSync(path.join(folder, 'b')), 'test');
    const channels = new SocketChannels(connection);
    const waiting: Incoming[] = [];
    await channels.open((message) => void waiting.push(message));
    const connect = (): Dealer => {
      const dealer = new Dealer({ linger: 0, routingId: 'the same session' });
      dealer.connect(addressOf(connection, connection.shell_port));
      return dealer;
    };
    const ask = (dealer: Dealer, what: string): Promise<void> =>
      dealer.send(encode(request('test_request', 'session', { what }), connection.key));
    const before = connect();
    await ask(before, 'first');
    await vi.waitFor(() => expect(waiting).toHaveLength(1), { timeout: 60_000, interval: 20 });
    before.disconnect(addressOf(connection, connection.shell_port));
    const after = connect();
    await ask(after, 'second');
    await vi.waitFor(() => expect(waiting).toHaveLength(2), { timeout: 60_000, interval: 20 });
    for (const message of waiting) await channels.send(message, 'test_reply', { ...message.content });
    const received = [await after.receive(), await after.receive()] as Buffer[][];
    expect(received.map((frames) => decode(frames, connection.key).content.what)).toEqual([
      'first',
      'second',
    ]);
    before.close();
    after.close();
    await channels.close();
  });

  it('leave zeromq alone once they are closed: a call while its thread is ended would abort the process', async () => {
    const connection = newConnection(mkdtempSync(path.join(folder, 'c')), 'test');
    let calls = 0; // those that have not come back
    const sockets = Socket.prototype as unknown as AsyncIterable<Buffer[]>;
    const iterator = sockets[Symbol.asyncIterator];
    const reading = vi.spyOn(sockets, Symbol.asyncIterator).mockImplementation(function (
      this: AsyncIterable<Buffer[]>,
    ) {
      const socket = iterator.call(this);
      const next = () => {
        calls++;
        return socket.next().finally(() => calls--);
      };
      return { next };
    });
    const channels = new SocketChannels(connection);
    const asked: Incoming[] = [];
    await channels.open((message) => void asked.push(message));
    reading.mockRestore();
    const dealer = new Dealer({ linger: 0 });
    dealer.connect(addressOf(connection, connection.shell_port));
    await dealer.send(encode(request('test_request', 'session', {}), connection.key));
    await vi.waitFor(() => expect(asked).toHaveLength(1), { timeout: 60_000, interval: 20 });
    expect(calls).toBe(4); // three channels and the heartbeat wait for what comes in
    await channels.close();
    expect(calls).toBe(0);
    dealer.close();
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
