import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stillRunningSentence } from '../../execution/queue/interrupts';
import { KernelClient } from '../../runner/kernel-client';
import { type CellRun, firstMessage, lastValue, printed, runCell, types } from './run-cell';

let kernel: KernelClient;
let cell: number;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

async function failing(code: string): Promise<CellRun> {
  const run = await runCell(kernel, code);
  expect(run.reply.status).toBe('error');
  // A real `error` message, with the same content as the reply.
  const { ename, evalue, traceback, execution_count } = run.reply;
  expect(run.outputs.at(-1)).toEqual({ output_type: 'error', ename, evalue, traceback });
  cell = execution_count as number;
  return run;
}

/** Runs a cell that prints `started`, and interrupts it then. */
async function interrupted(code: string): Promise<CellRun> {
  const started = firstMessage('stream');
  const run = runCell(kernel, code, { onMessage: started.onMessage });
  await started.seen;
  kernel.interrupt();
  return run;
}

function traceback({ reply }: CellRun): string[] {
  return stripVTControlCharacters((reply.traceback as string[]).join('\n')).split('\n');
}

describe('the error of a cell', () => {
  it('names the line that the student wrote, not the one that was emitted', async () => {
    const run = await failing(
      [
        'interface Point { x: number }',
        '',
        '// a comment',
        'type Name = string;',
        'const point = {} as Point;',
        '  (point as any).y.z;',
      ].join('\n'),
    );
    expect(run.reply).toMatchObject({
      ename: 'TypeError',
      evalue: "Cannot read properties of undefined (reading 'z')",
    });
    expect(traceback(run)).toEqual([
      "TypeError: Cannot read properties of undefined (reading 'z')",
      `cell ${cell}, line 6:`,
      '      (point as any).y.z;',
      '                       ^',
      `    at cell ${cell}, line 6`,
    ]);
  });

  it('shows the lines of earlier cells and of async functions, and no frame of the kernel', async () => {
    await runCell(
      kernel,
      '\nasync function outer(n: number) {\n  await null;\n  return inner(n);\n}\nfunction inner(n: number): number {\n  throw new RangeError("bad " + n);\n}',
    );
    const run = await failing('const first = 1;\nawait outer(first);');
    expect(traceback(run)).toEqual([
      'RangeError: bad 1',
      `cell ${cell - 1}, line 7:`,
      '      throw new RangeError("bad " + n);',
      '            ^',
      `    at inner (cell ${cell - 1}, line 7)`,
      `    at outer (cell ${cell - 1}, line 4)`,
      `    at async cell ${cell}, line 2`,
    ]);
  });

  it('leaves out the frames of packages', async () => {
    const run = await failing("import fs from 'node:fs';\nfs.readFileSync('/no/such/file');");
    expect(traceback(run).slice(1)).toEqual([
      `cell ${cell}, line 2:`,
      "    fs.readFileSync('/no/such/file');",
      '       ^',
      `    at cell ${cell}, line 2`,
    ]);
  });

  it('tells the cause of an error', async () => {
    const run = await failing('throw new Error("outer", { cause: new TypeError("inner") });');
    expect(traceback(run)).toEqual(
      expect.arrayContaining(['Error: outer', 'Caused by:', 'TypeError: inner']),
    );
  });

  it.each([
    ["'text'", "'text'"],
    ['{ a: 1 }', '{ a: 1 }'],
    ['undefined', 'undefined'],
    ['null', 'null'],
  ])('shows a thrown value that is no Error: %s', async (value, shown) => {
    const run = await failing(`throw ${value};`);
    expect(run.reply).toMatchObject({ ename: 'Thrown', evalue: shown });
  });

  it('survives an object that throws when it is looked at', async () => {
    const run = await failing('throw new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } });');
    expect(run.reply.ename).toBe('Thrown');
  });

  it('shows every type error with its line, column and text', async () => {
    const run = await failing("const fine = 1;\nconst wrong: number = 'x';\n\tlet other: string = fine;");
    expect(run.reply).toMatchObject({
      ename: 'TypeScriptError',
      evalue: "line 2, column 7: Type 'string' is not assignable to type 'number'.",
    });
    expect(traceback(run)).toEqual([
      "TypeScriptError: line 2, column 7: Type 'string' is not assignable to type 'number'.",
      "    const wrong: number = 'x';",
      '          ^',
      "TypeScriptError: line 3, column 6: Type 'number' is not assignable to type 'string'.",
      '    \tlet other: string = fine;',
      '    \t    ^',
    ]);
  });

  it('shows a syntax error with its line and column', async () => {
    const run = await failing('const a = ;');
    expect(run.reply.evalue).toBe('line 1, column 11: Expression expected.');
  });

  it('names a package that is not there', async () => {
    const run = await failing("import { nothing } from 'no-such-package';");
    expect(run.reply.evalue).toContain(
      'Cannot import "no-such-package": the package no-such-package is not installed',
    );
  });

  it('is an unawaited promise that was rejected', async () => {
    const run = await failing("const work = async () => { throw new Error('nobody waits'); };\nvoid work();");
    expect(run.reply).toMatchObject({ ename: 'Error', evalue: 'nobody waits' });
    expect(traceback(run)).toContain(`    at cell ${cell}, line 2`);
  });

  it('is an awaited promise that was rejected with no Error', async () => {
    const run = await failing("await Promise.reject('plain');");
    expect(run.reply).toMatchObject({ ename: 'Thrown', evalue: "'plain'" });
  });

  it('is an exception in a timer, which ends the cell that awaits it for ever', async () => {
    const run = await failing(
      "await new Promise(() => setTimeout(() => { throw new Error('in a timer'); }, 1));",
    );
    expect(run.reply.evalue).toBe('in a timer');
  });

  it('stands below its own cell when it comes late, and leaves the running one alone', async () => {
    const late = firstMessage('error');
    await runCell(
      kernel,
      `let explode: () => void;
       void new Promise<void>((resolve) => { explode = resolve; }).then(() => { throw new Error('late'); });`,
      { onMessage: late.onMessage },
    );
    const next = await runCell(kernel, 'explode(); await new Promise(setImmediate); console.log("goes on");');
    expect((await late.seen).content.evalue).toBe('late');
    expect(next.reply.status).toBe('ok');
    expect(printed(next)).toBe('goes on\n');
  });

  it('is a call of process.exit, and the kernel lives on', async () => {
    const run = await failing('console.log("before"); process.exit(3); console.log("after");');
    expect(run.reply.evalue).toContain('process.exit(3) was called');
    expect(printed(run)).toBe('before\n');
    expect(lastValue(await runCell(kernel, '1 + 1'))).toBe('2');
  });

  it('is an interrupt of a loop, after which the state is kept', async () => {
    await runCell(kernel, 'let kept = 7;');
    const run = await interrupted("console.log('started'); while (true) {}");
    expect(run.reply).toMatchObject({
      status: 'error',
      ename: 'Interrupted',
      evalue: 'the cell was interrupted',
    });
    expect(lastValue(await runCell(kernel, 'kept'))).toBe('7');
  });

  it('is an interrupt of a loop that awaits, which has then really stopped', async () => {
    await runCell(kernel, 'let rounds = 0;');
    const run = await interrupted(
      "await new Promise(setImmediate); console.log('started'); for (;;) { await new Promise(setImmediate); rounds += 1; }",
    );
    expect(run.reply).toMatchObject({ ename: 'Interrupted', evalue: 'the cell was interrupted' });
    const later = await runCell(
      kernel,
      'const before = rounds; for (let i = 0; i < 10; i++) await new Promise(setImmediate);\nrounds - before',
    );
    expect(lastValue(later)).toBe('0');
  });

  it.each([
    ['in the cell', 'for (;;) turns += 1;'],
    ['that catches what is thrown in it', 'for (;;) try { for (;;) turns += 1; } catch { turns += 1; }'],
    ['in a timer', 'await new Promise(() => setTimeout(() => { for (;;) turns += 1; }, 1));'],
    ['without a block', 'while (++turns);'],
    ['of nothing but machine code', '(() => { for (let i = 0; ; i++) if (i < 0) turns = i; })();'],
    ['of a function of an earlier cell', 'endless();'],
  ])('is an interrupt of a loop behind an await, %s, which has then really stopped', async (_, loop) => {
    await runCell(kernel, 'let turns = 0;\nfunction endless() { do turns++; while (true); }');
    const run = await interrupted(`await new Promise(setImmediate); console.log('started'); ${loop}`);
    expect(run.reply).toMatchObject({ ename: 'Interrupted', evalue: 'the cell was interrupted' });
    const later = await runCell(
      kernel,
      'const before = turns; for (let i = 0; i < 10; i++) await new Promise(setImmediate);\nturns - before',
    );
    expect(lastValue(later)).toBe('0');
  });

  it('is an interrupt after which what the loop had to put in order is in order', async () => {
    const run = await interrupted(
      `import { tf } from 'bayes-notebooks';
       await tf.ready();
       const tensors = tf.memory().numTensors;
       for (let turns = 0; ; turns++) {
         tf.grad((x) => { const y = x.square(); for (let i = 0; i < 1e5; i++); return y; })(tf.scalar(3)).dispose();
         if (turns === 0) console.log('started');
       }`,
    );
    expect(run.reply.ename).toBe('Interrupted');
    const after = await runCell(
      kernel,
      `import { tf } from 'bayes-notebooks';
       const { gradientDepth, kernelDepth, activeScope } = tf.engine().state as any;
       console.log(gradientDepth, kernelDepth, activeScope);`,
    );
    expect(printed(after)).toBe('0 0 null\n');
  });

  it('is an interrupt that comes while the types of an endless loop are checked', async () => {
    const announced = firstMessage('execute_input');
    const run = runCell(kernel, 'while (true) {}', { onMessage: announced.onMessage });
    await announced.seen;
    kernel.interrupt();
    expect((await run).reply).toMatchObject({ ename: 'Interrupted', evalue: 'the cell was interrupted' });
    expect(lastValue(await runCell(kernel, '40 + 2'))).toBe('42');
  });

  it('is an interrupt of a call that cannot be interrupted, once that has ended', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'bayes-kernel-test-'));
    const signal = path.join(folder, 'end');
    const said = firstMessage('stream');
    const started = firstMessage('stream');
    // The compiler does not see into such a function, so no turn of its loop looks for an interrupt.
    const run = runCell(
      kernel,
      `await new Promise(setImmediate);
const wait = new Function('existsSync', 'file', 'while (!existsSync(file)) {}');
let behind = 1;
console.log('started');
wait(require('node:fs').existsSync, ${JSON.stringify(signal)});
behind = 2;`,
      {
        onMessage: (message) => {
          if (message.content.name === 'stdout') started.onMessage(message);
          if (message.content.name === 'stderr') said.onMessage(message);
        },
      },
    );
    await started.seen;
    kernel.interrupt();
    expect((await said.seen).content.text).toBe(stillRunningSentence);
    writeFileSync(signal, '');
    expect((await run).reply).toMatchObject({ ename: 'Interrupted', evalue: 'the cell was interrupted' });
    expect((await runCell(kernel, 'behind')).reply.status).toBe('error');
    rmSync(folder, { recursive: true });
  });

  it('is an interrupt of a cell that awaits what never comes, and says that its work may go on', async () => {
    const run = await interrupted(
      "await new Promise(setImmediate); console.log('started'); await new Promise(() => {});",
    );
    expect(run.reply).toMatchObject({
      ename: 'Interrupted',
      evalue: expect.stringContaining('what it waits for goes on until'),
    });
  });

  it('comes after the output before it and before idle', async () => {
    const run = await failing("console.log('text'); throw new Error('x');");
    expect(types(run)).toEqual(['busy', 'execute_input', 'stream', 'error', 'idle']);
  });
});

describe('a call behind an await that nothing can interrupt', () => {
  it('is told below the cell, with what ends it', async () => {
    const busy = await KernelClient.start({ cwd: __dirname });
    let tell: (said: unknown) => void = () => {};
    const said = new Promise((resolve) => {
      tell = resolve;
    });
    const run = runCell(
      busy,
      // The kernel sees the loops of cells, not those of libraries.
      "await new Promise(setImmediate); console.log('started'); new Function('for (;;);')();",
      {
        onMessage: ({ content }) => {
          if (content.text === 'started\n') busy.interrupt();
          else if (content.name === 'stderr') tell(content.text);
        },
      },
    );
    // A cell that ends instead fails the test, with what it has shown.
    expect(await Promise.race([said, run])).toBe(stillRunningSentence);
    busy.process.kill();
    await expect(run).rejects.toThrow('the kernel died (signal SIGKILL)');
    await busy.shutdown();
  });
});
