import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../runner/kernel-client';
import { firstMessage, lastValue, printed, runCell, types } from './run-cell';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

describe('the output of a cell', () => {
  it('arrives whole and in order when it is 20,000 lines, and the cell ends', async () => {
    const run = await runCell(kernel, 'for (let i = 0; i < 20_000; i++) console.log("line", i);');
    expect(run.reply.status).toBe('ok');
    expect(printed(run)).toBe(Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`).join(''));
    expect(types(run).at(-1)).toBe('idle');
    // A Jupyter server drops output above 1,000 messages a second.
    expect(run.messages.length).toBeLessThan(1000);
  });

  it('keeps 5,000 displays and updates, in order', async () => {
    const run = await runCell(
      kernel,
      `import { newDisplay } from 'tslab';
       for (let i = 0; i < 2500; i++) { const display = newDisplay(); display.text('a' + i); display.text('b' + i); }`,
    );
    const shown = run.messages.filter(({ header }) => header.msg_type.endsWith('display_data'));
    expect(shown.map(({ content }) => (content.data as Record<string, string>)['text/plain'])).toEqual(
      Array.from({ length: 2500 }, (_, i) => [`a${i}`, `b${i}`]).flat(),
    );
  });

  it('keeps text, display and error text in the order in which the cell made them', async () => {
    const run = await runCell(
      kernel,
      `import { display } from 'tslab';
       console.log('one'); display.text('two'); console.error('three'); console.log('four');`,
    );
    expect(run.outputs.map((output) => ('name' in output ? output.name : output.output_type))).toEqual([
      'stdout',
      'display_data',
      'stderr',
      'stdout',
    ]);
  });

  it('takes bytes, an encoding and a callback as every Node stream does', async () => {
    const run = await runCell(
      kernel,
      `const called = await new Promise((resolve) => process.stdout.write(Buffer.from('bytes\\n'), () => resolve('called')));
       console.log(called);`,
    );
    expect(printed(run)).toBe('bytes\ncalled\n');
  });

  it('carries no colour codes', async () => {
    const run = await runCell(kernel, 'console.log({ a: 1, b: "x", c: null }, process.stdout.isTTY)');
    expect(printed(run)).toBe("{ a: 1, b: 'x', c: null } false\n");
  });

  it('shows the value of the last expression', async () => {
    const run = await runCell(kernel, '40 + 2');
    expect([lastValue(run), printed(run)]).toEqual(['42', '']);
  });

  it('stands below its own cell when it comes late', async () => {
    const late = firstMessage('stream');
    const first = await runCell(
      kernel,
      `let release: () => void;
       const gate = new Promise<void>((resolve) => { release = resolve; });
       void gate.then(() => console.log('from the first cell'));`,
      { onMessage: late.onMessage },
    );
    const second = await runCell(kernel, `release(); await gate; console.log('from the second cell');`);
    await late.seen;
    expect(printed(first)).toBe('from the first cell\n');
    expect(printed(second)).toBe('from the second cell\n');
  });

  it('comes while a loop that never yields still runs', async () => {
    const started = firstMessage('stream');
    const run = runCell(kernel, `console.log('started'); while (true) {}`, { onMessage: started.onMessage });
    expect((await started.seen).content.text).toBe('started\n');
    kernel.interrupt();
    expect((await run).reply.status).toBe('error');
  });
});

describe("globalThis[Symbol.for('bayes-notebooks.display')]", () => {
  it('shows a bundle of several types in the running cell, and renews it in place', async () => {
    const run = await runCell(
      kernel,
      `const show = (globalThis as any)[Symbol.for('bayes-notebooks.display')];
       const bundle = (text: string) =>
         ({ data: { 'text/plain': text, 'application/json': { text } }, metadata: { a: 1 }, transient: { display_id: 'd' } });
       show(bundle('first'), false);
       show(bundle('second'), true);`,
    );
    expect(types(run)).toEqual(['busy', 'execute_input', 'display_data', 'update_display_data', 'idle']);
    expect(run.messages[2]?.content).toEqual({
      data: { 'text/plain': 'first', 'application/json': { text: 'first' } },
      metadata: { a: 1 },
      transient: { display_id: 'd' },
    });
    expect(run.outputs).toEqual([
      {
        output_type: 'display_data',
        data: { 'text/plain': 'second', 'application/json': { text: 'second' } },
        metadata: { a: 1 },
      },
    ]);
  });
});
