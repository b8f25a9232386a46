import { Console } from 'node:console';
import { EventEmitter } from 'node:events';
import { PassThrough } from 'node:stream';
import { format, inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { nameCellsInStacks } from '../../../execution/stack-traces';
import { runEmitted } from './emitted-cell';

const before = Object.getOwnPropertyDescriptor(Error, 'prepareStackTrace');
const { stackTraceLimit } = Error;
beforeAll(nameCellsInStacks);
afterAll(() => {
  Object.defineProperty(
    Error,
    'prepareStackTrace',
    before ?? { value: undefined, configurable: true, writable: true },
  );
  Error.stackTraceLimit = stackTraceLimit;
});

/** What the cell has put into `out`. */
async function outOf(cell: number, source: string, given: Record<string, unknown> = {}): Promise<unknown> {
  const out: { value?: unknown } = {};
  await runEmitted(cell, source, { out, ...given });
  return out.value;
}

describe('the stack of an error', () => {
  it('names the lines of the cell alone', async () => {
    const stack = await outOf(
      1,
      [
        '// a',
        '// b',
        'function g(): number {',
        "  throw new Error('line 4');",
        '}',
        'try { g(); } catch (e) { out.value = e; }',
      ].join('\n'),
    );
    expect((stack as Error).stack).toBe('Error: line 4\n    at g (cell 1, line 4)\n    at cell 1, line 6');
    expect(format(stack)).toBe((stack as Error).stack);
  });

  it.each([
    ['an array', '[e]', '[\n  Error: x\n      at cell 2, line 2\n]'],
    ['an object', '({ e })', '{\n  e: Error: x\n      at cell 2, line 2\n}'],
    [
      'a cause',
      "new TypeError('outer', { cause: e })",
      'TypeError: outer\n    at cell 2, line 3 {\n  [cause]: Error: x\n      at cell 2, line 2\n}',
    ],
    [
      'AggregateError.errors',
      "new AggregateError([e], 'all')",
      'AggregateError: all\n    at cell 2, line 3 {\n  [errors]: [\n    Error: x\n        at cell 2, line 2\n  ]\n}',
    ],
  ])('names them inside %s', async (_, value, text) => {
    const shown = await outOf(
      2,
      `const note = 'interface';\nconst e = new Error('x');\nout.value = ${value};`,
    );
    expect(inspect(shown)).toBe(text);
  });

  it('names functions, methods, constructors, getters and arrows as the engine does', async () => {
    const stack = await outOf(
      3,
      [
        'class Net {',
        '  constructor() { this.forward(); }',
        '  forward() { return this.loss; }',
        '  get loss(): number { return Net.stop(); }',
        '  static stop(): number { return arrow(); }',
        '}',
        'const arrow = (): number => [1].map(() => { out.value = new Error().stack; return 1; })[0];',
        'export let later = () => new Net();',
        'later();',
      ].join('\n'),
    );
    expect(stack).toBe(
      [
        'Error',
        '    at cell 3, line 7',
        '    at arrow (cell 3, line 7)',
        '    at Net.stop (cell 3, line 5)',
        '    at get loss (cell 3, line 4)',
        '    at Net.forward (cell 3, line 3)',
        '    at new Net (cell 3, line 2)',
        '    at later (cell 3, line 8)',
        '    at cell 3, line 9',
      ].join('\n'),
    );
  });

  it('goes through awaits, earlier cells and the student’s own files', async () => {
    const file = { path: '/home/student/mine.ts', place: 'mine.ts' };
    const { stop } = await runEmitted(
      file,
      '// mine\nexport async function stop() {\n  await null;\n  throw new Error("deep");\n}',
    );
    const { earlier } = await runEmitted(4, '\n\nexport async function earlier() { await stop(); }', {
      stop,
    });
    const error = await runEmitted(5, 'const a = 1;\nawait earlier();', { earlier }).catch((e) => e);
    expect(error.stack).toBe(
      [
        'Error: deep',
        '    at stop (mine.ts, line 4)',
        '    at async earlier (cell 4, line 3)',
        '    at async cell 5, line 2',
      ].join('\n'),
    );
  });

  it('names the line of an eval, of new Function and of an event', async () => {
    const error = (code: string) =>
      runEmitted(6, `// x\n${code}`, { EventEmitter }).catch((e: Error) => e.stack);
    expect(await error("eval('throw new Error(1)')")).toBe('Error: 1\n    at cell 6, line 2');
    expect(await error("new Function('throw new Error(2)')()")).toBe('Error: 2\n    at cell 6, line 2');
    expect(
      await error("const e = new EventEmitter();\ne.on('x', () => { throw new Error('3'); });\ne.emit('x');"),
    ).toBe('Error: 3\n    at EventEmitter.<anonymous> (cell 6, line 3)\n    at cell 6, line 4');
  });

  it('keeps the head that Node writes', async () => {
    const caught = (code: string) => runEmitted(7, code).catch((e: Error) => e.stack);
    expect(await caught("require('node:fs').readFileSync({})")).toMatch(
      /^TypeError \[ERR_INVALID_ARG_TYPE\]: The "path" argument must be .*\n {4}at cell 7, line 1$/s,
    );
    expect(await caught("throw new DOMException('gone', 'AbortError')")).toBe(
      'AbortError: gone\n    at cell 7, line 1',
    );
    expect(await caught("class Own extends Error { name = 'Own' }\nthrow new Own('x\\ny')")).toBe(
      'Own: x\ny\n    at cell 7, line 2',
    );
    expect(await caught("throw Object.defineProperty(new Error(), 'name', { get() { throw 1; } })")).toBe(
      '<error>\n    at cell 7, line 1',
    );
  });

  it('is captured on other objects too, and printed by console.trace', async () => {
    const printed = await outOf(
      8,
      'const o: { stack?: string } = {};\nfunction f() { Error.captureStackTrace(o); }\nf();\nout.value = o.stack;',
    );
    expect(printed).toBe('Error\n    at f (cell 8, line 2)\n    at cell 8, line 3');
    const stream = new PassThrough();
    await runEmitted(9, "function h() { console.trace('here'); }\nh();", { console: new Console(stream) });
    expect(String(stream.read())).toBe('Trace: here\n    at h (cell 9, line 1)\n    at cell 9, line 2\n');
  });

  it('shows ten calls of an endless recursion', async () => {
    const stack = await runEmitted(10, 'const f = (n: number): number => 1 + f(n);\nf(1);').catch(
      (e) => e.stack,
    );
    expect(stack).toBe(
      `RangeError: Maximum call stack size exceeded\n${Array(10).fill('    at f (cell 10, line 1)').join('\n')}`,
    );
  });

  it('names the cell below many calls of a library', async () => {
    const library = (n: number): never => {
      if (n > 0) return library(n - 1);
      throw new Error('far below');
    };
    const stack = await runEmitted(11, 'library(50);', { library }).catch((e) => e.stack);
    expect(stack).toBe('Error: far below\n    at cell 11, line 1');
  });

  it('shows as many calls as the student asks for', async () => {
    const kept = Error.stackTraceLimit;
    try {
      const recursion = (limit: number) =>
        outOf(
          12,
          `Error.stackTraceLimit = ${limit};\nconst f = (n: number): void => { if (n) f(n - 1); else out.value = new Error().stack; };\nf(30);`,
        );
      expect(String(await recursion(20)).split('\n')).toHaveLength(21);
      expect(String(await recursion(2)).split('\n')).toHaveLength(3);
      expect(await recursion(0)).toBe('Error');
    } finally {
      Error.stackTraceLimit = kept;
    }
  });

  it('is what the student’s own function makes of it, until that is taken away', async () => {
    const values = await outOf(
      13,
      [
        'const before = Error.prepareStackTrace;',
        'Error.prepareStackTrace = (e, calls) => calls.map((call) => call.getFunctionName());',
        'function f() { return new Error("x").stack; }',
        'const own = f();',
        'Error.prepareStackTrace = before;',
        'const again = f();',
        'Error.prepareStackTrace = undefined;',
        'out.value = [own, again, f()];',
      ].join('\n'),
    );
    expect(values).toEqual([
      expect.arrayContaining(['f']),
      'Error: x\n    at f (cell 13, line 3)\n    at cell 13, line 6',
      'Error: x\n    at f (cell 13, line 3)\n    at cell 13, line 8',
    ]);
  });

  it('is left alone where it was written by hand, and on frozen errors', async () => {
    const texts = await outOf(
      14,
      "const e = new Error('x');\ne.stack = 'mine';\nout.value = [e.stack, Object.freeze(new Error('y')).stack];",
    );
    expect(texts).toEqual(['mine', 'Error: y\n    at cell 14, line 3']);
  });

  it('keeps Node’s frames where no cell is among them', () => {
    const { stack } = new Error('of the background');
    expect(stack).toMatch(/^Error: of the background\n {4}at .*stack-traces\.test\.ts:\d+:\d+/);
  });
});
