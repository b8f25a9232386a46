import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { type Exchange, ProtocolClient, typesOf } from './protocol-client';
import { newFolder } from './seen';

const folder = newFolder();
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: folder });
});
afterAll(() => kernel.shutdown());

/** A cell that says that it has started, waits for a file of the given name, and has a value then. */
function waitingFor(file: string, wait = 'await new Promise((done) => setTimeout(done, 2));'): string {
  const exists = `require('node:fs').existsSync(${JSON.stringify(path.join(folder, file))})`;
  return `console.log('started'); while (!${exists}) { ${wait} } console.log('over'); 'value'`;
}

/** The value that a cell has shown. */
function shownBy({ published }: Exchange): unknown {
  const result = published.find(({ header }) => header.msg_type === 'execute_result');
  return (result?.content.data as Record<string, unknown> | undefined)?.['text/plain'];
}

/** Ways in which a session comes back while its cell runs. */
const returns: [string, { closesFirst: boolean; times: number; loops: boolean }][] = [
  ['its old connection still stands', { closesFirst: false, times: 1, loops: false }],
  ['its old connection is gone', { closesFirst: true, times: 1, loops: false }],
  ['it does so three times', { closesFirst: false, times: 3, loops: false }],
  ['it does so three times, each closed before', { closesFirst: true, times: 3, loops: false }],
  ['the cell never yields', { closesFirst: false, times: 1, loops: true }],
  ['the cell never yields and the old connection is gone', { closesFirst: true, times: 2, loops: true }],
];

describe('a session that comes back in the middle of a cell', () => {
  it.each(returns)(
    'gets the reply, the output and the next cell, where %s',
    async (_, { closesFirst, times, loops }) => {
      const go = randomUUID();
      const session = randomUUID();
      const clients = [await ProtocolClient.connect(kernel.connection, session)];
      const newest = () => clients.at(-1) as ProtocolClient;
      const run = await newest().start(loops ? waitingFor(go, '') : waitingFor(go));
      await newest().printed(run, 'started');
      for (let i = 0; i < times; i++) {
        if (closesFirst) newest().close();
        clients.push(await ProtocolClient.connect(kernel.connection, session));
      }
      const next = await newest().start('40 + 2');
      writeFileSync(path.join(folder, go), '');
      const ended = await newest().ended(run);
      expect(ended.reply.content.status).toBe('ok');
      expect(shownBy(ended)).toBe("'value'");
      expect(shownBy(await newest().ended(next))).toBe('42');
      for (const client of clients.slice(closesFirst ? -1 : 0)) client.close();
    },
  );

  it('gets what the running cell asks for', async () => {
    const go = randomUUID();
    const session = randomUUID();
    const first = await ProtocolClient.connect(kernel.connection, session);
    const run = await first.start(waitingFor(go));
    await first.printed(run, 'started');
    const second = await ProtocolClient.connect(kernel.connection, session);
    const completed = await second.exchange('shell', 'complete_request', { code: 'Math.ab', cursor_pos: 7 });
    expect(completed.reply.content.matches).toContain('abs');
    await second.exchange('control', 'interrupt_request');
    expect((await second.ended(run)).reply.content).toMatchObject({ status: 'error', ename: 'Interrupted' });
    first.close();
    second.close();
  });

  it('after its cell has ended unseen, runs the next one', async () => {
    const session = randomUUID();
    const first = await ProtocolClient.connect(kernel.connection, session);
    const run = await first.start(
      "console.log('started'); await new Promise((done) => setTimeout(done, 100)); let unseen = 5;",
    );
    await first.printed(run, 'started');
    first.close();
    const second = await ProtocolClient.connect(kernel.connection, session);
    expect(shownBy(await second.execute('unseen'))).toBe('5');
    second.close();
  });
});

describe('two clients', () => {
  it('share the names, and each is answered by its own parent and session', async () => {
    const [one, two] = [
      await ProtocolClient.connect(kernel.connection),
      await ProtocolClient.connect(kernel.connection),
    ];
    await one.execute('let shared = 1;');
    expect(shownBy(await two.execute('shared += 1'))).toBe('2');
    expect(shownBy(await one.execute('shared'))).toBe('2');
    const [a, b] = [await one.start("console.log('of one'); 1"), await two.start("console.log('of two'); 2")];
    const [ranA, ranB] = [await one.ended(a), await two.ended(b)];
    expect([shownBy(ranA), shownBy(ranB)]).toEqual(['1', '2']);
    expect(ranA.reply.parentHeader.session).toBe(one.session);
    expect(ranB.reply.parentHeader.session).toBe(two.session);
    // Each sees what the other's cell printed, and none of its replies.
    await one.printed(b, 'of two');
    await two.printed(a, 'of one');
    expect(
      two.received.some(
        ({ channel, parentHeader }) => channel !== 'iopub' && parentHeader.session === one.session,
      ),
    ).toBe(false);
    one.close();
    two.close();
  });

  it('wait for each other in the order in which they asked', async () => {
    const go = randomUUID();
    const [one, two] = [
      await ProtocolClient.connect(kernel.connection),
      await ProtocolClient.connect(kernel.connection),
    ];
    const a = await one.start(waitingFor(go));
    await two.printed(a, 'started');
    const b = await two.start("'second'");
    const asked = await two.exchange('shell', 'complete_request', { code: 'Math.ab', cursor_pos: 7 });
    expect(asked.reply.content.matches).toContain('abs');
    expect(typesOf(two.publishedFor(b))).not.toContain('execute_input');
    writeFileSync(path.join(folder, go), '');
    expect(shownBy(await one.ended(a))).toBe("'value'");
    expect(shownBy(await two.ended(b))).toBe("'second'");
    one.close();
    two.close();
  });

  it('of which one leaves in the middle of its cell leave the other alone', async () => {
    const go = randomUUID();
    const [one, two] = [
      await ProtocolClient.connect(kernel.connection),
      await ProtocolClient.connect(kernel.connection),
    ];
    const a = await one.start(`${waitingFor(go)};`);
    await two.printed(a, 'started');
    one.close();
    const b = await two.start('7');
    writeFileSync(path.join(folder, go), '');
    expect(shownBy(await two.ended(b))).toBe('7');
    two.close();
  });

  it('may interrupt each other', async () => {
    const [one, two] = [
      await ProtocolClient.connect(kernel.connection),
      await ProtocolClient.connect(kernel.connection),
    ];
    const a = await one.start("console.log('started'); for (;;);");
    await two.printed(a, 'started');
    expect((await two.exchange('control', 'interrupt_request')).reply.content.status).toBe('ok');
    expect((await one.ended(a)).reply.content).toMatchObject({ status: 'error', ename: 'Interrupted' });
    one.close();
    two.close();
  });
});
