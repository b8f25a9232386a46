import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { answers, ProtocolClient } from './protocol-client';

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

const imported =
  "import * as readline from 'node:readline';\nimport * as asking from 'node:readline/promises';\n";
const open = 'const rl = readline.createInterface({ input: process.stdin, output: process.stdout });\n';
const openAsking = 'const rl = asking.createInterface({ input: process.stdin, output: process.stdout });\n';

/** Cells that read from standard input, and what they print when the answers are `Ada` and `Lovelace`. */
const readers: Record<string, [code: string, printed: string]> = {
  'a question with a callback': [
    `${imported}${open}const name = await new Promise((done) => rl.question('Name? ', done)); rl.close(); console.log('got', name);`,
    'got Ada',
  ],
  'a question with a promise': [
    `${imported}${openAsking}const name = await rl.question('Name? '); rl.close(); console.log('got', name);`,
    'got Ada',
  ],
  'a line of an interface': [
    `${imported}${open}for await (const line of rl) { console.log('got', line); break; } rl.close();`,
    'got Ada',
  ],
  'an event of a line': [
    `${imported}${open}console.log('got', await new Promise((done) => rl.once('line', done))); rl.close();`,
    'got Ada',
  ],
  'the stream of data': [
    "const chunk = await new Promise((done) => process.stdin.once('data', done)); process.stdin.pause(); console.log('got', String(chunk).trim());",
    'got Ada',
  ],
  'two questions': [
    `${imported}${openAsking}const a = await rl.question('First? '); const b = await rl.question('Last? '); rl.close(); console.log('got', a, b);`,
    'got Ada Lovelace',
  ],
  'a question of a function of an earlier cell': [
    `${imported}async function ask() { ${openAsking} const a = await rl.question('Name? '); rl.close(); return a; }\nconsole.log('got', await ask());`,
    'got Ada',
  ],
  'a question without an output': [
    `${imported}const rl = asking.createInterface({ input: process.stdin }); const a = await rl.question('Name? '); rl.close(); console.log('got', a);`,
    'got Ada',
  ],
};

describe('a cell that reads from standard input', () => {
  it.each(Object.entries(readers))(
    'by %s is answered by the front end that can ask',
    async (_, [code, printed]) => {
      const given = ['Ada', 'Lovelace'];
      const run = await client.start(code, { allow_stdin: true });
      const asked = new Set<string>();
      const ended = client.ended(run);
      let over = false;
      void ended.then(() => {
        over = true;
      });
      while (!over) {
        const question = client.until(
          (m) => m.channel === 'stdin' && answers(m, run) && !asked.has(m.header.msg_id),
        );
        const next = await Promise.race([question, ended]);
        if (!('header' in next)) break;
        asked.add(next.header.msg_id);
        expect(next.header.msg_type).toBe('input_request');
        expect(next.content).toMatchObject({ prompt: expect.any(String), password: false });
        await client.answer(next, 'input_reply', { status: 'ok', value: given.shift() ?? '' });
      }
      const { reply, published } = await ended;
      expect(reply.content).toMatchObject({ status: 'ok' });
      const text = published.map((m) => (m.header.msg_type === 'stream' ? m.content.text : '')).join('');
      expect(text).toContain(printed);
    },
  );

  it.each(Object.entries(readers))(
    'by %s is told at once that there is none, where nobody can ask',
    async (_, [code]) => {
      const { reply } = await client.execute(code, { allow_stdin: false });
      expect(reply.content.status).toBe('error');
      expect(`${reply.content.ename}: ${reply.content.evalue}`).toMatch(/stdin/);
      expect((await client.execute('1')).reply.content.status).toBe('ok');
    },
  );

  it.each(["require('node:fs').readFileSync(0)", "require('node:fs').readFileSync('/dev/stdin')"])(
    'by %s does not hang',
    async (code) => {
      const run = await client.execute(`String(${code}).length`);
      expect(['ok', 'error']).toContain(run.reply.content.status);
      expect((await client.execute('1')).reply.content.status).toBe('ok');
    },
  );

  it('may be interrupted while it waits for the answer', async () => {
    const run = await client.start(readers['a question with a promise']?.[0] as string, {
      allow_stdin: true,
    });
    await client.until((m) => m.channel === 'stdin' && answers(m, run));
    await client.exchange('control', 'interrupt_request');
    expect((await client.ended(run)).reply.content.ename).toBe('Interrupted');
    expect((await client.execute('1')).reply.content.status).toBe('ok');
  });

  it('is not disturbed by an answer to the question before', async () => {
    const cell = readers['a question with a promise']?.[0] as string;
    const first = await client.start(cell, { allow_stdin: true });
    const old = await client.until((m) => m.channel === 'stdin' && answers(m, first));
    await client.exchange('control', 'interrupt_request');
    await client.ended(first);
    await client.answer(old, 'input_reply', { status: 'ok', value: 'too late' });
    const second = await client.start(cell, { allow_stdin: true });
    const question = await client.until((m) => m.channel === 'stdin' && answers(m, second));
    await client.answer(question, 'input_reply', { status: 'ok', value: 'Ada' });
    const { published } = await client.ended(second);
    const text = published.map((m) => (m.header.msg_type === 'stream' ? m.content.text : '')).join('');
    expect(text).toContain('got Ada');
    expect(text).not.toContain('too late');
  });
});
