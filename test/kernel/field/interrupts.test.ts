import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { answers, ProtocolClient, typesOf } from './protocol-client';

let kernel: KernelClient;
let client: ProtocolClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
  client = await ProtocolClient.connect(kernel.connection);
  await client.execute('let turns = 0;');
});
afterAll(async () => {
  client.close();
  await kernel.shutdown();
});

const said = "console.log('started');";

describe('an interrupt ends', () => {
  it.each([
    ['a while loop', `${said} while (true) turns++;`],
    ['a do loop', `${said} do turns++; while (true);`],
    ['a for loop in a function', `function spin() { for (;;) turns++; }\n${said} spin();`],
    ['loops within loops', `${said} for (;;) for (let i = 0; i < 1e9; i++) for (const _ of [1]) turns++;`],
    [
      'a recursion that never ends',
      `function deep(n: number): number { return n > 5000 ? 0 : deep(n + 1) + deep(n + 1); }\n${said} deep(0);`,
    ],
    [
      'a for-of over an endless generator',
      `function* ever() { for (;;) yield turns++; }\n${said} for (const _ of ever());`,
    ],
    ['a library call that never ends', `${said} new Function('for (;;);')();`],
    ['a regular expression that never ends', `${said} /^(a+)+$/.test('a'.repeat(40) + 'b');`],
    ['a sort that never ends', `${said} [3, 1, 2].sort(() => { for (;;) turns++; });`],
    ['a loop that catches all', `${said} for (;;) { try { for (;;) turns++; } catch {} }`],
    ['a promise that never comes', `${said} await new Promise(() => {});`],
    ['a long timer', `${said} await new Promise((done) => setTimeout(done, 1e8));`],
    ['a loop of awaits', `${said} for (;;) { turns++; await null; }`],
    ['a loop of turns of the event loop', `${said} for (;;) { turns++; await new Promise(setImmediate); }`],
    [
      'a for await that never ends',
      `async function* ever2() { for (;;) { await null; yield turns++; } }\n${said} for await (const _ of ever2());`,
    ],
    ['a loop behind an await', `await null; ${said} for (;;) turns++;`],
    ['a loop in a timer', `await new Promise(() => setTimeout(() => { ${said} for (;;) turns++; }, 1));`],
    ['a loop in a microtask', `await Promise.resolve().then(() => { ${said} for (;;) turns++; });`],
    ['a race and an all', `${said} await Promise.all([new Promise(() => {}), Promise.race([])]);`],
    [
      'a getter that loops while it is shown',
      `${said} ({ [Symbol.for('nodejs.util.inspect.custom')]() { for (;;) turns++; } })`,
    ],
    ['printing without end', `${said} for (;;) console.log(turns++);`],
    ['waiting in Atomics.wait', `${said} Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);`],
    [
      'a program that it waits for',
      `${said} require('node:child_process').execFileSync(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);`,
    ],
  ])('%s, and the next cell runs', async (_, code) => {
    const run = await client.start(code);
    await client.printed(run, 'started');
    const interrupt = await client.exchange('control', 'interrupt_request');
    expect(interrupt.reply.content.status).toBe('ok');
    const { reply } = await client.ended(run);
    expect(reply.content).toMatchObject({ status: 'error', ename: 'Interrupted' });
    const next = await client.execute('const now = turns; await new Promise(setImmediate); turns - now');
    expect(next.published.find((m) => m.header.msg_type === 'execute_result')?.content.data).toEqual({
      'text/plain': '0',
    });
  });

  it('user expressions that never end', async () => {
    const run = await client.start(said, { user_expressions: { endless: '(() => { for (;;); })()' } });
    await client.printed(run, 'started');
    const ended = client.ended(run);
    let over = false;
    void ended.then(() => {
      over = true;
    });
    // The expression may not have begun when the first interrupt comes.
    while (!over) await client.exchange('control', 'interrupt_request');
    const { reply } = await ended;
    const { status, user_expressions: told } = reply.content as Record<string, Record<string, object>>;
    if (String(status) === 'ok')
      expect(told?.endless).toMatchObject({ status: 'error', ename: 'Interrupted' });
    else expect(reply.content.ename).toBe('Interrupted');
    expect((await client.execute('1')).reply.content.status).toBe('ok');
  });
});

describe('an interrupt', () => {
  it('of an idle kernel leaves the next cell alone', async () => {
    for (let i = 0; i < 5; i++) {
      expect((await client.exchange('control', 'interrupt_request')).reply.content.status).toBe('ok');
      expect(
        (await client.execute('await null; for (let i = 0; i < 3; i++) await null; 1')).reply.content.status,
      ).toBe('ok');
    }
  });

  it('aborts the cells that wait, and no later one', async () => {
    const run = await client.start(`${said} for (;;);`);
    const waiting = [await client.start('1'), await client.start('2')];
    await client.printed(run, 'started');
    await client.exchange('control', 'interrupt_request');
    expect((await client.ended(run)).reply.content.ename).toBe('Interrupted');
    for (const one of waiting) expect((await client.ended(one)).reply.content.status).toBe('aborted');
    expect((await client.execute('3')).reply.content.status).toBe('ok');
  });

  it('that comes three times at once ends one cell', async () => {
    const run = await client.start(`${said} await null; for (;;);`);
    await client.printed(run, 'started');
    const sent = await Promise.all([1, 2, 3].map(() => client.send('control', 'interrupt_request')));
    for (const one of sent) await client.ended(one, 'control');
    expect((await client.ended(run)).reply.content.ename).toBe('Interrupted');
    expect(
      (await client.execute('for (let i = 0; i < 10; i++) await new Promise(setImmediate); 4')).reply.content
        .status,
    ).toBe('ok');
  });

  it('that comes before a cell has begun ends it or leaves it, and harms no other', async () => {
    for (let i = 0; i < 5; i++) {
      const run = await client.start('await new Promise(setImmediate); 5');
      await client.exchange('control', 'interrupt_request');
      expect(['ok', 'error']).toContain((await client.ended(run)).reply.content.status);
      expect((await client.execute('6')).reply.content.status).toBe('ok');
    }
  });

  it('is answered at once, with busy and idle of its own, while the cell loops', async () => {
    const run = await client.start(`${said} for (;;);`);
    await client.printed(run, 'started');
    const asked = await client.send('control', 'interrupt_request');
    const { reply, published } = await client.ended(asked, 'control');
    expect(reply.header.msg_type).toBe('interrupt_reply');
    expect(reply.parentHeader).toEqual(asked.header);
    expect(typesOf(published)).toEqual(['busy', 'idle']);
    await client.ended(run);
  });

  it('reaches a cell by the signal too', async () => {
    const run = await client.start(`${said} for (;;);`);
    await client.printed(run, 'started');
    kernel.process.interrupt();
    expect((await client.ended(run)).reply.content.ename).toBe('Interrupted');
    // Behind its first stretch: a lone signal that comes just as this ends is lost (docs/kernel.md).
    const behind = `await new Promise(setImmediate); ${said} await new Promise(() => {});`;
    const waiting = await client.start(behind);
    await client.printed(waiting, 'started');
    kernel.process.interrupt();
    expect((await client.ended(waiting)).reply.content.ename).toBe('Interrupted');
    kernel.process.interrupt(); // of an idle kernel
    expect((await client.execute('7')).reply.content.status).toBe('ok');
  });
});

describe('while a cell loops without an await', () => {
  it('completion, inspection, history, information and comms answer', async () => {
    await client.execute('/** Counts. */\nconst countedHere = 1;');
    const run = await client.start(`${said} for (;;);`);
    await client.printed(run, 'started');
    const ask = async (type: string, content: Record<string, unknown> = {}) =>
      (await client.exchange('shell', type, content)).reply.content;
    expect((await ask('complete_request', { code: 'counted', cursor_pos: 7 })).matches).toContain(
      'countedHere',
    );
    const inspected = await ask('inspect_request', { code: 'countedHere', cursor_pos: 4, detail_level: 0 });
    expect(JSON.stringify(inspected.data)).toContain('Counts.');
    expect((await ask('is_complete_request', { code: '(' })).status).toBe('incomplete');
    expect((await ask('kernel_info_request')).status).toBe('ok');
    expect(
      (await ask('history_request', { hist_access_type: 'tail', n: 1, output: false, raw: true })).status,
    ).toBe('ok');
    const opened = await client.send('shell', 'comm_open', { comm_id: 'c', target_name: 't', data: {} });
    await client.until((message) => message.header.msg_type === 'comm_close' && answers(message, opened));
    await client.exchange('control', 'interrupt_request');
    expect((await client.ended(run)).reply.content.ename).toBe('Interrupted');
  });

  it('what it prints goes out', async () => {
    const run = await client.start("for (let i = 0; ; i++) if (i % 1e6 === 0) console.log('turn', i);");
    await client.printed(run, 'turn 0');
    await client.printed(run, 'turn 5000000');
    await client.exchange('control', 'interrupt_request');
    expect((await client.ended(run)).reply.content.ename).toBe('Interrupted');
  });
});
