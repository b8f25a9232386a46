import { expect, test } from 'vitest';
import type { CellCompiler } from '../../cells/compiler';
import type { Channels, Incoming } from '../../execution/queue/channels';
import { ExecuteQueue } from '../../execution/queue/execute-queue';
import { History } from '../../execution/queue/history';

test('a cell that is interrupted before it is compiled never runs', async () => {
  const replies: Record<string, unknown>[] = [];
  let replied = (): void => {};
  const ended = new Promise<void>((resolve) => {
    replied = resolve;
  });
  const channels: Channels = {
    ports: {},
    publish: async () => {},
    send: async (_, _type, content) => {
      replies.push(content);
      replied();
    },
    ask: () => {
      throw new Error('nothing asks');
    },
  };
  const told: unknown[] = [];
  const compiler = {
    compile: () => {
      throw new Error('the compiler is not asked');
    },
  } as unknown as CellCompiler;
  const interrupts = { interrupt: () => {}, end: () => {} };
  const queue = new ExecuteQueue(
    channels,
    compiler,
    interrupts,
    (message) => told.push(message),
    new History(),
  );
  queue.add({ channel: 'shell', content: { code: 'for (;;);' }, header: {} } as unknown as Incoming);
  queue.interrupt();
  await ended;
  expect(replies).toMatchObject([{ status: 'error', ename: 'Interrupted' }]);
  expect(told).toEqual([]);
});
