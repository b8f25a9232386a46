import { createHmac, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Request } from 'zeromq';
import { KernelClient } from '../../../runner/kernel-client';
import { addressOf } from '../../../wire/connection';
import { encode, request } from '../../../wire/wire-message';
import { ProtocolClient } from './protocol-client';

let kernel: KernelClient;
let client: ProtocolClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
  client = await ProtocolClient.connect(kernel.connection);
});
afterAll(async () => {
  client.close();
  await kernel.shutdown();
});

/** Frames with a right signature around parts that may be no JSON. */
function signed(parts: string[]): Buffer[] {
  const hmac = createHmac('sha256', kernel.connection.key);
  for (const part of parts) hmac.update(part);
  return ['<IDS|MSG>', hmac.digest('hex'), ...parts].map((part) => Buffer.from(part));
}

const header = (type: unknown) =>
  JSON.stringify({
    msg_id: randomUUID(),
    msg_type: type,
    session: 's',
    username: 'u',
    date: '',
    version: '5.3',
  });

/** What reaches a kernel besides messages of the protocol. */
const frames: Record<string, () => Buffer[]> = {
  'no JSON in the header': () => signed(['{', '{}', '{}', '{}']),
  'no JSON in the content': () => signed([header('execute_request'), '{}', '{}', '{"code": ']),
  'a header that is null': () => signed(['null', '{}', '{}', '{}']),
  'a header that is a list': () => signed(['[]', '{}', '{}', '{}']),
  'a header without a type': () => signed([JSON.stringify({ msg_id: '1', session: 's' }), '{}', '{}', '{}']),
  'a type that is a number': () => signed([header(5), '{}', '{}', '{}']),
  'a type of every object': () => signed([header('constructor'), '{}', '{}', '{}']),
  'the type __proto__': () => signed([header('__proto__'), '{}', '{}', '{}']),
  'a content that is null': () => signed([header('execute_request'), '{}', '{}', 'null']),
  'a content that is a text': () => signed([header('complete_request'), '{}', '{}', '"text"']),
  'no code to run': () => signed([header('execute_request'), '{}', '{}', '{}']),
  'a number as code': () => signed([header('execute_request'), '{}', '{}', '{"code": 5}']),
  'no code to complete': () => signed([header('complete_request'), '{}', '{}', '{}']),
  'a cursor behind the end': () =>
    signed([header('complete_request'), '{}', '{}', '{"code": "a", "cursor_pos": 99}']),
  'a cursor before the start': () =>
    signed([header('inspect_request'), '{}', '{}', '{"code": "a", "cursor_pos": -5}']),
  'a cursor that is a text': () =>
    signed([header('inspect_request'), '{}', '{}', '{"code": "a", "cursor_pos": "x"}']),
  'no code to judge': () => signed([header('is_complete_request'), '{}', '{}', '{}']),
  'a history of no kind': () => signed([header('history_request'), '{}', '{}', '{}']),
  'a comm without an id': () => signed([header('comm_open'), '{}', '{}', '{}']),
  'an unknown type': () => signed([header('unknown_request'), '{}', '{}', '{}']),
  'an answer to nothing': () => signed([header('input_reply'), '{}', '{}', '{"value": "x"}']),
  'a reply as a request': () => signed([header('execute_reply'), '{}', '{}', '{"status": "ok"}']),
  'user expressions that are a list': () =>
    signed([header('execute_request'), '{}', '{}', '{"code": "", "silent": true, "user_expressions": [1]}']),
  'a wrong signature': () =>
    encode(request('execute_request', 's', { code: 'process.exit()' }), 'another key'),
  'an empty signature': () => {
    const [delimiter, , ...parts] = encode(request('kernel_info_request', 's', {}), '') as [
      Buffer,
      Buffer,
      ...Buffer[],
    ];
    return [delimiter, Buffer.alloc(0), ...parts];
  },
  'no delimiter': () => [Buffer.from('hello')],
  'too few frames': () => signed(['{}', '{}', '{}', '{}']).slice(0, 4),
  'a delimiter alone': () => [Buffer.from('<IDS|MSG>')],
  'an empty frame': () => [Buffer.alloc(0)],
  'bytes that are no text': () => signed(['{}', '{}', '{}', '{}']).map(() => Buffer.from([0xff, 0xfe, 0x00])),
};

describe('a kernel goes on', () => {
  it.each(Object.entries(frames))('after %s', async (_, bad) => {
    for (const channel of ['shell', 'control', 'stdin'] as const) await client.sendFrames(channel, bad());
    expect((await client.exchange('control', 'kernel_info_request')).reply.content.status).toBe('ok');
    const run = await client.execute("console.log('runs'); 1");
    expect(run.reply.content.status).toBe('ok');
  });

  it('after the same while a cell runs, which is left alone', async () => {
    const run = await client.start(
      "console.log('started'); let rounds = 0; for (; rounds < 50; rounds++) await new Promise((done) => setTimeout(done, 5)); rounds",
    );
    await client.printed(run, 'started');
    for (const bad of Object.values(frames)) {
      for (const channel of ['shell', 'control', 'stdin'] as const) await client.sendFrames(channel, bad());
    }
    expect((await client.exchange('control', 'kernel_info_request')).reply.content.status).toBe('ok');
    const { reply, published } = await client.ended(run);
    expect(reply.content.status).toBe('ok');
    const result = published.find((message) => message.header.msg_type === 'execute_result');
    expect(result?.content.data).toEqual({ 'text/plain': '50' });
  });

  it('after metadata and extra buffers that it does not know', async () => {
    const message = request('execute_request', client.session, { code: '3', somethingNew: [1] });
    message.metadata = { deletedCells: [], cellId: 'x', recordTiming: true };
    const extra = [...encode(message, kernel.connection.key), Buffer.from([1, 2, 3])];
    await client.sendFrames('shell', extra);
    expect((await client.ended(message)).reply.content.status).toBe('ok');
  });
});

describe('the heartbeat', () => {
  const beat = async (text: string): Promise<string> => {
    const heart = new Request({ linger: 0 });
    heart.connect(addressOf(kernel.connection, kernel.connection.hb_port));
    await heart.send(text);
    const [echo] = await heart.receive();
    heart.close();
    return String(echo);
  };

  it('echoes what it gets', async () => {
    expect(await beat('ping')).toBe('ping');
    expect(await beat('pięć')).toBe('pięć');
  });

  it('echoes while a cell loops', async () => {
    const run = await client.start("console.log('loops'); for (;;);");
    await client.printed(run, 'loops');
    expect(await beat('ping')).toBe('ping');
    await client.exchange('control', 'interrupt_request');
    expect((await client.ended(run)).reply.content).toMatchObject({ ename: 'Interrupted' });
  });
});
