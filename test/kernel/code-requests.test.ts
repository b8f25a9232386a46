import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../runner/kernel-client';
import { firstMessage, runCell } from './run-cell';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

const ask = async (type: string, content: Record<string, unknown>) =>
  (await kernel.ask(type, content)).content;

interface CompleteReply {
  status: string;
  matches: string[];
  cursor_start: number;
  cursor_end: number;
  metadata: { _jupyter_types_experimental: { text: string; type: string; start: number; end: number }[] };
}

async function complete(code: string, cursor: number | null = [...code].length): Promise<CompleteReply> {
  return (await ask('complete_request', { code, cursor_pos: cursor })) as unknown as CompleteReply;
}

const inspect = (code: string, cursor: number | null = [...code].length, detail = 0) =>
  ask('inspect_request', { code, cursor_pos: cursor, detail_level: detail });

describe('complete_request', () => {
  it('counts code points, as Jupyter does', async () => {
    const code = '// 🎉 my answer\nMath.ab';
    expect(await complete(code)).toEqual({
      status: 'ok',
      matches: ['abs'],
      cursor_start: 20,
      cursor_end: 22,
      metadata: { _jupyter_types_experimental: [{ text: 'abs', type: 'method', start: 20, end: 22 }] },
    });
    expect(await complete(code, null)).toMatchObject({ matches: ['abs'], cursor_start: 20 });
  });

  it('replaces the whole word in whose middle it stands', async () => {
    const code = "'🎉'; Math.absolute + 1";
    const { matches, cursor_start, cursor_end } = await complete(code, 12);
    expect([matches, cursor_start, cursor_end]).toEqual([['abs'], 10, 18]);
  });

  it('knows what earlier cells declare, with its kind, and not what a failed one declares', async () => {
    await runCell(kernel, 'const answerOne = 1; function answerTwo() {} class AnswerThree {}');
    await runCell(kernel, 'const answerFour = 4; throw new Error("no");');
    const { metadata } = await complete('answer');
    expect(metadata._jupyter_types_experimental.map(({ text, type }) => [text, type])).toEqual([
      ['answerOne', 'constant'],
      ['answerTwo', 'function'],
      ['AnswerThree', 'class'],
    ]);
  });

  it("finds files of the notebook's folder", async () => {
    expect(await complete("import x from './run-c")).toMatchObject({
      matches: ['run-cell'],
      cursor_start: 17,
    });
  });

  it('offers the modules that a cell can import, and none behind their declarations', async () => {
    await runCell(kernel, "import { tf } from 'bayes-notebooks';");
    const { matches } = await complete("import x from '");
    expect(matches.slice(0, 2)).toEqual(['bayes-notebooks', 'tslab']);
    expect(matches).toEqual(expect.arrayContaining(['fs', 'node:fs/promises', 'node:worker_threads']));
    expect(matches.filter((name) => /\/dist\/|^@types/.test(name))).toEqual([]);
    expect((await complete("import x from 'bayes-notebooks/")).matches).not.toContain(
      'dist/lib/bayes-linear',
    );
    expect((await complete('tf.tensor2')).matches).toEqual(['tensor2d']);
    expect(await inspect('tf')).toMatchObject({ data: { 'text/plain': 'namespace tf' } });
    expect(await inspect('tf.layers')).toMatchObject({ data: { 'text/plain': 'namespace layers' } });
  });

  it('takes a position outside of the code for its end', async () => {
    expect(await complete('Math.ab', 99)).toMatchObject({ matches: ['abs'], cursor_start: 5, cursor_end: 7 });
  });

  it('answers while a cell loops without a pause, and leaves the cell as it was', async () => {
    const { seen, onMessage } = firstMessage('execute_input');
    const running = kernel.execute('const kept = "yes"; let turns = 0; while (turns >= 0) turns++;', {
      onMessage,
    });
    await seen;
    expect(await complete('const kept = 1; Math.ab')).toMatchObject({ matches: ['abs'] });
    expect(await inspect('Math.abs')).toMatchObject({ found: true });
    kernel.interrupt();
    expect(await running).toMatchObject({ status: 'error', ename: 'Interrupted' });
    const { reply } = await runCell(kernel, 'const kept = "new";');
    expect(reply).toMatchObject({ status: 'ok' });
  });
});

describe('inspect_request', () => {
  it('describes a name and the call around the cursor', async () => {
    await runCell(kernel, '/** Doubles.\n * @param x any */\nfunction twice(x: number) { return 2 * x; }');
    expect(await inspect('/* 🎉 */ twice')).toMatchObject({
      status: 'ok',
      found: true,
      data: { 'text/plain': 'function twice(x: number): number\n\nDoubles.\n\n@param x any' },
      metadata: {},
    });
    expect(await inspect('twice(')).toMatchObject({
      found: true,
      data: { 'text/plain': 'twice(x: number): number\n      ^^^^^^^^^\n\n  x — any\n\nDoubles.' },
    });
    const { data } = (await inspect('twice', 5, 1)) as { data: Record<string, string> };
    expect(data['text/markdown']).toContain('```ts\nfunction twice(x: number) { return 2 * x; }\n```');
  });

  it('finds nothing of an unknown name', async () => {
    expect(await inspect('nosuch')).toEqual({ status: 'ok', found: false, data: {}, metadata: {} });
  });
});

describe('is_complete_request', () => {
  it.each([
    ['1', { status: 'complete' }],
    ["print('hello, world')", { status: 'complete' }],
    ['console.log(`hello ', { status: 'incomplete', indent: '' }],
    ['const x = ', { status: 'incomplete', indent: '  ' }],
    ['function f() {\n  if (x) {', { status: 'incomplete', indent: '    ' }],
    ['import = 7q', { status: 'invalid' }],
  ])('of %j is %j', async (code, reply) => {
    expect(await ask('is_complete_request', { code })).toEqual(reply);
  });
});

describe('history_request', () => {
  const tail = async (n: number, output = false) =>
    (
      (await ask('history_request', { hist_access_type: 'tail', n, output, raw: true })) as {
        history: unknown[][];
      }
    ).history;

  it('gives the newest cells that count, with their results', async () => {
    const { reply } = await runCell(kernel, '1 + 1');
    const first = Number(reply.execution_count);
    await runCell(kernel, 'let unseen = 1;');
    await runCell(kernel, '"silent"', { silent: true });
    await ask('execute_request', { code: '"not stored"', silent: false, store_history: false });
    expect(await tail(2)).toEqual([
      [1, first, '1 + 1'],
      [1, first + 1, 'let unseen = 1;'],
    ]);
    expect(await tail(2, true)).toEqual([
      [1, first, ['1 + 1', '2']],
      [1, first + 1, ['let unseen = 1;', null]],
    ]);
  });

  it('finds cells by a pattern, and gives a range of lines', async () => {
    for (let time = 0; time < 3; time++) await runCell(kernel, '"sought" + 1');
    const search = (more: object) =>
      ask('history_request', {
        hist_access_type: 'search',
        pattern: '"sou*',
        output: false,
        raw: true,
        ...more,
      });
    expect((await search({})).history).toHaveLength(3);
    expect((await search({ unique: true })).history).toHaveLength(1);
    expect((await search({ n: 2 })).history).toHaveLength(2);
    const [[session, line] = []] = await tail(3);
    const range = {
      hist_access_type: 'range',
      session,
      start: line,
      stop: Number(line) + 1,
      output: false,
      raw: true,
    };
    expect(await ask('history_request', range)).toEqual({
      status: 'ok',
      history: [[session, line, '"sought" + 1']],
    });
  });
});
