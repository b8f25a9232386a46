import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { answers, ProtocolClient, typesOf } from './protocol-client';
import { newFolder } from './seen';

const folder = newFolder();
let kernel: KernelClient;
let client: ProtocolClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: folder });
  client = await ProtocolClient.connect(kernel.connection);
});
afterAll(async () => {
  client.close();
  await kernel.shutdown();
});

describe('every request', () => {
  const requests: [string, Record<string, unknown>, string][] = [
    ['kernel_info_request', {}, 'kernel_info_reply'],
    ['complete_request', { code: 'Math.ab', cursor_pos: 7 }, 'complete_reply'],
    ['inspect_request', { code: 'Math.abs', cursor_pos: 8, detail_level: 0 }, 'inspect_reply'],
    ['is_complete_request', { code: '1' }, 'is_complete_reply'],
    ['history_request', { output: false, raw: true, hist_access_type: 'tail', n: 3 }, 'history_reply'],
    ['comm_info_request', {}, 'comm_info_reply'],
    ['connect_request', {}, 'connect_reply'],
    ['execute_request', { code: 'null', silent: false }, 'execute_reply'],
  ];

  it.each(requests)(
    '%s is busy, answered by its own type with a status, and idle',
    async (type, content, reply) => {
      const asked = await client.send('shell', type, content);
      const exchange = await client.ended(asked);
      expect(exchange.reply.header).toMatchObject({ msg_type: reply, session: expect.any(String) });
      expect(exchange.reply.content.status).toBe(type === 'is_complete_request' ? 'complete' : 'ok');
      expect(exchange.reply.parentHeader).toEqual(asked.header);
      const states = typesOf(exchange.published);
      expect([states[0], states.at(-1)]).toEqual(['busy', 'idle']);
      for (const message of exchange.published) expect(message.parentHeader).toEqual(asked.header);
    },
  );

  it.each([
    ['kernel_info_request', 'kernel_info_reply'],
    ['interrupt_request', 'interrupt_reply'],
  ])('%s on the control channel likewise', async (type, reply) => {
    const { reply: got, published } = await client.exchange('control', type);
    expect([got.header.msg_type, got.content.status, ...typesOf(published)]).toEqual([
      reply,
      'ok',
      'busy',
      'idle',
    ]);
  });

  it('has messages with ids of their own, one session of the kernel, the protocol version and a date', async () => {
    await client.execute('console.log(1); 2');
    const own = client.received.filter(({ parentHeader }) => parentHeader.session === client.session);
    expect(new Set(own.map(({ header }) => header.msg_id)).size).toBe(own.length);
    expect(new Set(own.map(({ header }) => header.session)).size).toBe(1);
    for (const { header } of own) {
      expect(header.version).toMatch(/^5\.\d+$/);
      expect(Number.isNaN(Date.parse(header.date))).toBe(false);
    }
  });
});

describe('kernel_info_reply', () => {
  it('tells the truth', async () => {
    const { content } = (await client.exchange('shell', 'kernel_info_request')).reply;
    const version = await client.execute('process.versions.node');
    const node = JSON.stringify(
      version.published.find((m) => m.header.msg_type === 'execute_result')?.content.data,
    );
    expect(content).toMatchObject({
      status: 'ok',
      protocol_version: expect.stringMatching(/^5\.\d+$/),
      implementation: expect.stringMatching(/tslab|bayes/),
      language_info: {
        name: 'typescript',
        // The compiler that checks the cells.
        version: (await import('typescript')).default.version,
        mimetype: expect.stringMatching(/typescript/),
        file_extension: '.ts',
        pygments_lexer: 'typescript',
        codemirror_mode: expect.anything(),
      },
      banner: expect.stringContaining(node.match(/\d+\.\d+\.\d+/)?.[0] as string),
      help_links: expect.any(Array),
    });
    expect(content.debugger ?? false).toBe(false);
  });

  it('says the protocol version that its messages have, and welcomes subscribers where that has it', async () => {
    const { reply } = await client.exchange('shell', 'kernel_info_request');
    expect(reply.header.version).toBe(reply.content.protocol_version);
    const [, minor] = String(reply.content.protocol_version).split('.').map(Number);
    const welcomed = client.received.some(({ header }) => header.msg_type === 'iopub_welcome');
    expect(welcomed).toBe((minor as number) >= 4);
  });
});

describe('history_request', () => {
  const tail = { output: false, raw: true, hist_access_type: 'tail', n: 100 };
  const history = async (content: Record<string, unknown>) =>
    (await client.exchange('shell', 'history_request', content)).reply.content.history as [
      number,
      number,
      unknown,
    ][];

  it('tells the last cells, the range and what was looked for', async () => {
    await client.execute('const h1 = 1;');
    await client.execute('const h2 = 2;\nh2');
    await client.execute("throw new Error('h3');");
    expect((await history({ ...tail, n: 3 })).map(([, , code]) => code)).toEqual([
      'const h1 = 1;',
      'const h2 = 2;\nh2',
      "throw new Error('h3');",
    ]);
    const all = await history(tail);
    const lines = all.map(([, line]) => line);
    expect(lines).toEqual([...lines].sort((a, b) => a - b));
    const [session, line] = all.at(-2) as [number, number, unknown];
    expect(
      await history({
        output: false,
        raw: true,
        hist_access_type: 'range',
        session: 0,
        start: line,
        stop: line + 1,
      }),
    ).toEqual([[expect.any(Number), line, 'const h2 = 2;\nh2']]);
    expect(session).toBe(all.at(-1)?.[0]);
    const search = { output: false, raw: true, hist_access_type: 'search', n: 10, unique: false };
    expect((await history({ ...search, pattern: 'const h?*' })).map(([, , code]) => code)).toEqual([
      'const h1 = 1;',
      'const h2 = 2;\nh2',
    ]);
    expect(await history({ ...search, pattern: 'nothing like this*' })).toEqual([]);
  });

  it('tells outputs where they are asked for', async () => {
    await client.execute('7 * 6');
    expect((await history({ ...tail, n: 1, output: true })).at(-1)?.[2]).toEqual(['7 * 6', '42']);
  });

  it('leaves out what was silent or not to be stored, and lists a text once where it is to be unique', async () => {
    await client.execute('const twice = 1;');
    await client.execute('const hidden = 1;', { silent: true });
    await client.execute('const notStored = 1;', { store_history: false });
    await client.execute('const twice = 1;');
    expect((await history({ ...tail, n: 2 })).map(([, , code]) => code)).toEqual([
      'const twice = 1;',
      'const twice = 1;',
    ]);
    const search = { output: false, raw: true, hist_access_type: 'search', pattern: '*twice*', n: 10 };
    expect((await history({ ...search, unique: true })).map(([, , code]) => code)).toEqual([
      'const twice = 1;',
    ]);
  });
});

describe('is_complete_request', () => {
  it.each([
    ['complete', '1'],
    ['complete', ''],
    ['complete', '// comment'],
    ['complete', 'const x = 1;'],
    ['complete', 'function f() { return 1; }'],
    ['complete', 'await fetch("x")'],
    ['complete', "import { tf } from 'bayes-notebooks';"],
    ['complete', 'for await (const x of y) x;'],
    ['complete', 'nobodyDeclaredThis'],
    ['incomplete', 'console.log(`hello '],
    ['incomplete', 'const x = '],
    ['incomplete', 'function f() {'],
    ['incomplete', '/* open'],
    ['incomplete', 'f(1,'],
    ['incomplete', 'const f = (x: number) =>'],
    ['incomplete', 'if (true) {\n  x();'],
    ['incomplete', '[1, 2'],
    ['incomplete', 'await'],
    ['incomplete', 'class A {'],
    ['invalid', 'import = 7q'],
    ['invalid', 'const = 1;'],
    ['invalid', 'f(1]]'],
    ['invalid', ')'],
    ['invalid', "const text = 'open\nnext"],
  ])('says %s of %j', async (status, code) => {
    const { content } = (await client.exchange('shell', 'is_complete_request', { code })).reply;
    expect(content.status).toBe(status);
    if (status === 'incomplete') expect(content.indent).toMatch(/^\s*$/);
  });
});

describe('execute_request', () => {
  const countOf = async () => (await client.execute('0')).reply.content.execution_count as number;

  it('does not count with store_history false, and still shows', async () => {
    const before = await countOf();
    const run = await client.execute("console.log('shown'); 5", { store_history: false });
    expect(typesOf(run.published)).toEqual(['busy', 'execute_input', 'stream', 'execute_result', 'idle']);
    expect(await countOf()).toBe(before + 1);
    await client.execute('const kept = 1;', { store_history: false });
    expect((await client.execute('kept')).reply.content.status).toBe('ok');
  });

  it('does not count, announce or show values when silent, and runs', async () => {
    const before = await countOf();
    const run = await client.execute('const quiet = 6;\nquiet', { silent: true });
    expect(typesOf(run.published)).toEqual(['busy', 'idle']);
    expect(run.reply.content).toMatchObject({ status: 'ok' });
    expect(await countOf()).toBe(before + 1);
    expect((await client.execute('quiet')).reply.content.status).toBe('ok');
  });

  it('counts a cell that fails', async () => {
    const before = await countOf();
    expect((await client.execute('throw 1;')).reply.content.execution_count).toBe(before + 1);
    expect((await client.execute('const = ;')).reply.content.execution_count).toBe(before + 2);
  });

  it('works user expressions out, each by itself, and shows nothing of them', async () => {
    const run = await client.execute('const base = 20;', {
      user_expressions: {
        value: 'base + 1',
        text: "'t'",
        thrown: "(() => { throw new RangeError('no'); })()",
        unknown: 'nobodyDeclaredThis',
        wrong: 'const = ;',
        awaited: 'await Promise.resolve(3)',
        nothing: 'undefined',
        printing: "console.log('must not be seen')",
      },
    });
    expect(run.reply.content).toMatchObject({
      status: 'ok',
      user_expressions: {
        value: { status: 'ok', data: { 'text/plain': '21' }, metadata: {} },
        text: { status: 'ok', data: { 'text/plain': "'t'" }, metadata: {} },
        thrown: { status: 'error', ename: 'RangeError', evalue: 'no', traceback: expect.any(Array) },
        unknown: { status: 'error', evalue: expect.stringContaining('nobodyDeclaredThis') },
        wrong: { status: 'error' },
        awaited: { status: 'ok', data: { 'text/plain': '3' } },
        nothing: { status: 'ok' },
        printing: { status: 'ok' },
      },
    });
    expect(typesOf(run.published)).toEqual(['busy', 'execute_input', 'idle']);
  });

  it('works user expressions out when silent, and changes nothing that is counted', async () => {
    const before = await countOf();
    const run = await client.execute('', { silent: true, user_expressions: { two: '1 + 1' } });
    expect(run.reply.content.user_expressions).toMatchObject({
      two: { status: 'ok', data: { 'text/plain': '2' } },
    });
    expect(await countOf()).toBe(before + 1);
  });

  it('declares nothing by a user expression', async () => {
    await client.execute('1', { user_expressions: { e: 'var sneaked = 1' } });
    expect((await client.execute('sneaked')).reply.content.status).toBe('error');
  });

  it('works no user expressions out behind an error', async () => {
    const run = await client.execute('throw 1;', { user_expressions: { value: '1' } });
    expect(run.reply.content.status).toBe('error');
    expect(run.reply.content.user_expressions ?? {}).toEqual({});
  });

  it('takes a request with its code alone', async () => {
    const { reply, published } = await client.exchange('shell', 'execute_request', { code: '8' });
    expect(reply.content.status).toBe('ok');
    expect(typesOf(published)).toEqual(['busy', 'execute_input', 'execute_result', 'idle']);
  });

  it('stops what waits behind an error, and what is asked besides is answered', async () => {
    const failed = await client.start(
      "await new Promise((done) => setTimeout(done, 50)); throw new Error('x');",
    );
    const waiting = await client.start("console.log('never');");
    const asked = await client.send('shell', 'kernel_info_request');
    const info = await client.ended(asked);
    expect(info.reply.content.status).toBe('ok');
    expect((await client.ended(failed)).reply.content.status).toBe('error');
    const aborted = await client.ended(waiting);
    expect(aborted.reply.content.status).toBe('aborted');
    expect(typesOf(aborted.published)).toEqual(['busy', 'idle']);
    expect((await client.execute('1')).reply.content.status).toBe('ok');
  });

  it('goes on behind an error with stop_on_error false', async () => {
    const failed = await client.start("throw new Error('x');", { stop_on_error: false });
    const next = await client.start('2');
    expect((await client.ended(failed)).reply.content.status).toBe('error');
    expect((await client.ended(next)).reply.content.status).toBe('ok');
  });
});

describe('a comm', () => {
  it('that is opened is closed, for the kernel knows none', async () => {
    const asked = await client.send('shell', 'comm_open', {
      comm_id: 'c1',
      target_name: 'jupyter.widget',
      data: {},
    });
    await client.idle(asked);
    const published = client.publishedFor(asked);
    expect(typesOf(published)).toEqual(['busy', 'comm_close', 'idle']);
    expect(published[1]?.content).toMatchObject({ comm_id: 'c1', data: expect.any(Object) });
    expect(published[1]?.parentHeader).toEqual(asked.header);
    expect((await client.exchange('shell', 'comm_info_request')).reply.content).toEqual({
      status: 'ok',
      comms: {},
    });
  });

  it.each(['comm_msg', 'comm_close'])(
    'that nobody knows: %s is busy and idle, and nothing else',
    async (type) => {
      const asked = await client.send('shell', type, { comm_id: 'unknown', data: {} });
      await client.idle(asked);
      expect(typesOf(client.publishedFor(asked))).toEqual(['busy', 'idle']);
    },
  );

  it('is opened while a cell runs', async () => {
    const run = await client.start(
      "console.log('runs'); await new Promise((done) => setTimeout(done, 200));",
    );
    await client.printed(run, 'runs');
    const asked = await client.send('shell', 'comm_open', { comm_id: 'c2', target_name: 'x', data: {} });
    await client.until((message) => message.header.msg_type === 'comm_close' && answers(message, asked));
    expect((await client.ended(run)).reply.content.status).toBe('ok');
  });
});

describe('other requests', () => {
  it('connect_request is told the channels', async () => {
    const { shell_port, iopub_port, stdin_port, control_port, hb_port } = kernel.connection;
    const { content } = (await client.exchange('shell', 'connect_request')).reply;
    expect(content).toMatchObject({ shell_port, iopub_port, stdin_port, control_port, hb_port });
  });

  it('debug_request is answered, by no', async () => {
    const asked = { type: 'request', seq: 3, command: 'initialize', arguments: {} };
    const { reply, published } = await client.exchange('control', 'debug_request', asked);
    expect(reply.header.msg_type).toBe('debug_reply');
    expect(reply.content.success ?? false).toBe(false);
    expect(typesOf(published)).toEqual(['busy', 'idle']);
  });

  it('writes nothing on its own stdout and stderr', () => {
    expect(kernel.process.written).toBe('');
  });
});
