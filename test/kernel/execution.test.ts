import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { version } from '../../package.json';
import { KernelClient } from '../../runner/kernel-client';
import { printed, runCell, types } from './run-cell';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

describe('execute_request', () => {
  it('is answered by execute_input with its code and number', async () => {
    const first = await runCell(kernel, 'const a = 1;');
    const second = await runCell(kernel, 'const a = 2;');
    expect(second.messages.find(({ header }) => header.msg_type === 'execute_input')?.content).toEqual({
      code: 'const a = 2;',
      execution_count: (first.reply.execution_count as number) + 1,
    });
    expect(second.reply).toMatchObject({ status: 'ok', payload: [], user_expressions: {} });
  });

  it('counts nothing and announces nothing when it is silent', async () => {
    const before = await runCell(kernel, '0');
    const silent = await runCell(kernel, 'const quiet = 1;', { silent: true });
    const after = await runCell(kernel, 'quiet');
    expect(types(silent)).toEqual(['busy', 'idle']);
    expect(after.reply.execution_count).toBe((before.reply.execution_count as number) + 1);
  });

  it('runs requests sent together one after the other, each busy only while it runs', async () => {
    const order: string[] = [];
    const watched = (name: string) => ({
      onMessage: ({ content }: { content: Record<string, unknown> }) => {
        if (content.execution_state) order.push(`${name} ${content.execution_state}`);
      },
    });
    await Promise.all([
      runCell(kernel, 'await new Promise(setImmediate);', watched('first')),
      runCell(kernel, 'await new Promise(setImmediate);', watched('second')),
    ]);
    expect(order).toEqual(['first busy', 'first idle', 'second busy', 'second idle']);
  });

  it('runs 400 cells without an anomaly', async () => {
    const runs = await Promise.all(
      Array.from({ length: 400 }, (_, i) => runCell(kernel, `console.log(${i});`)),
    );
    const start = runs[0]?.reply.execution_count as number;
    for (const [i, run] of runs.entries()) {
      expect(run.reply).toMatchObject({ status: 'ok', execution_count: start + i });
      expect(printed(run)).toBe(`${i}\n`);
      expect(types(run)).toEqual(['busy', 'execute_input', 'stream', 'idle']);
    }
  });
});

describe('an error', () => {
  it('aborts the requests that were sent with it, and says so', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bayes-kernel-test-'));
    const signal = path.join(folder, 'fail-now');
    const running = [
      runCell(
        kernel,
        `import { existsSync } from 'node:fs';\nwhile (!existsSync(${JSON.stringify(signal)})) await new Promise((resolve) => setTimeout(resolve, 5));\nthrow new Error('x');`,
      ),
      runCell(kernel, "console.log('never');"),
      runCell(kernel, "console.log('never');"),
    ];
    await kernel.ask('kernel_info_request'); // its reply shows that all sent before it has arrived
    writeFileSync(signal, '');
    const [failed, ...others] = await Promise.all(running);
    rmSync(folder, { recursive: true });
    if (!failed) throw new Error('no reply');
    expect(failed.reply.status).toBe('error');
    for (const other of others) {
      expect(other.reply).toEqual({ status: 'aborted' });
      expect(types(other)).toEqual(['busy', 'idle']);
    }
  });

  it('aborts also what was sent while the failing cell kept the process busy', async () => {
    const failed = runCell(
      kernel,
      "const end = performance.now() + 100; while (performance.now() < end); throw new Error('x');",
    );
    const other = runCell(kernel, "console.log('never');");
    expect((await failed).reply.status).toBe('error');
    expect((await other).reply.status).toBe('aborted');
  });

  it('loses nothing that is sent after its reply', async () => {
    for (let i = 0; i < 10; i++) {
      expect((await runCell(kernel, "throw new Error('x');")).reply.status).toBe('error');
      expect(printed(await runCell(kernel, 'console.log("runs");'))).toBe('runs\n');
    }
  });

  it('aborts nothing when stop_on_error is false', async () => {
    const [failed, other] = await Promise.all([
      runCell(kernel, "throw new Error('x');", { stopOnError: false }),
      runCell(kernel, "console.log('runs');"),
    ]);
    expect(failed.reply.status).toBe('error');
    expect(printed(other)).toBe('runs\n');
  });
});

describe('kernel_info_reply', () => {
  it('names the versions that really run', async () => {
    const run = await runCell(
      kernel,
      "import { versions } from 'tslab';\nconsole.log(versions.typescript);\nclass Point { static #origin = 0; }",
    );
    const info = kernel.info as {
      language_info: { name: string; version: string };
      implementation_version: string;
    };
    expect(info).toMatchObject({
      status: 'ok',
      implementation: 'bayes-notebooks',
      implementation_version: version,
      language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/typescript' },
    });
    expect(run.reply.status).toBe('ok');
    expect(printed(run)).toBe(`${info.language_info.version}\n`);
    expect(info.language_info.version).toBe(ts.version);
  });
});

describe('other requests', () => {
  it('answers comm_info_request by its own type', async () => {
    const reply = await kernel.ask('comm_info_request');
    expect(reply.header.msg_type).toBe('comm_info_reply');
    expect(reply.content).toEqual({ status: 'ok', comms: {} });
  });

  it('completes names of earlier cells and tells their types', async () => {
    await runCell(kernel, '/** How many draws. */\nconst numberOfDraws = 10;');
    const completed = await kernel.ask('complete_request', { code: 'numberOf', cursor_pos: 8 });
    expect(completed.content.matches).toContain('numberOfDraws');
    const told = await kernel.ask('inspect_request', {
      code: 'numberOfDraws',
      cursor_pos: 3,
      detail_level: 0,
    });
    expect((told.content.data as Record<string, string>)['text/plain']).toContain('How many draws.');
  });
});

it('writes nothing on its own stdout and stderr in a normal run', () => {
  expect(kernel.process.written).toBe('');
});
