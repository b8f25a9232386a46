import { stripVTControlCharacters } from 'node:util';
import vm from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeThrown } from '../../../execution/cell-error';
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

/** The traceback of what the cell threw. */
async function tracebackOf(cell: number, source: string): Promise<string[]> {
  const thrown = await runEmitted(cell, source).then(
    () => expect.unreachable(),
    (error) => error,
  );
  return stripVTControlCharacters(describeThrown(thrown).traceback.join('\n')).split('\n');
}

describe('describeThrown()', () => {
  it('points at the character, and lists the calls', async () => {
    expect(await tracebackOf(1, '\nfunction f(x: any) {\n\treturn x.y.z;\n}\nf({});')).toEqual([
      "TypeError: Cannot read properties of undefined (reading 'z')",
      'cell 1, line 3:',
      '    \treturn x.y.z;',
      '    \t           ^',
      '    at f (cell 1, line 3)',
      '    at cell 1, line 5',
    ]);
  });

  it('tells causes, and the errors that an error gathers', async () => {
    expect(
      await tracebackOf(
        2,
        "const inner = new TypeError('inner', { cause: 'a text' });\nthrow new AggregateError([inner, 7], 'all', { cause: inner });",
      ),
    ).toEqual([
      'AggregateError: all',
      'cell 2, line 2:',
      "    throw new AggregateError([inner, 7], 'all', { cause: inner });",
      '          ^',
      '    at cell 2, line 2',
      'Error 1 of 2:',
      'TypeError: inner',
      'cell 2, line 1:',
      "    const inner = new TypeError('inner', { cause: 'a text' });",
      '                  ^',
      '    at cell 2, line 1',
      'Caused by:',
      "Thrown: 'a text'",
      'Error 2 of 2:',
      'Thrown: 7',
    ]);
  });

  it('ends where errors cause each other, or are without number', async () => {
    expect(
      await tracebackOf(
        3,
        'const e = new Error("round");\ne.cause = new Error("and", { cause: e });\nthrow e;',
      ),
    ).toHaveLength(11);
    const many = await tracebackOf(
      3,
      'throw new AggregateError(Array.from({ length: 1e4 }, () => new Error("x")));',
    );
    expect(many.length).toBeLessThan(100);
  });

  it('shows the stack that Node gives where no cell is in it', () => {
    const { traceback } = describeThrown(new Error('of the background'));
    expect(traceback[1]).toMatch(/^ {4}at .*cell-error\.test\.ts:\d+:\d+/);
  });

  it('shows the calls of a stack that was written by hand', () => {
    const error = Object.assign(new Error('x'), { stack: 'Error: x\n    at my-own.lang:1:2' });
    expect(describeThrown(error).traceback.slice(1)).toEqual(['    at my-own.lang:1:2']);
  });

  it('names lines whatever the student’s own function makes of stacks', async () => {
    const kept = Error.prepareStackTrace;
    try {
      expect(
        await tracebackOf(4, 'Error.prepareStackTrace = (_, calls) => calls.length;\nthrow new Error("x");'),
      ).toEqual([
        'Error: x',
        'cell 4, line 2:',
        '    throw new Error("x");',
        '          ^',
        '    at cell 4, line 2',
      ]);
      expect(
        await tracebackOf(5, 'Error.prepareStackTrace = () => { throw 1; };\nthrow new Error("x");'),
      ).toEqual([
        'Error: x',
        'cell 5, line 2:',
        '    throw new Error("x");',
        '          ^',
        '    at cell 5, line 2',
      ]);
    } finally {
      Error.prepareStackTrace = kept;
    }
  });

  it.each([
    ["'text'", "'text'"],
    ['{ a: 1 }', '{ a: 1 }'],
    ['undefined', 'undefined'],
    ['null', 'null'],
    [
      "{ [Symbol.for('nodejs.util.inspect.custom')]() { throw 1; } }",
      '[object that throws when it is looked at]',
    ],
  ])('shows a thrown value that is no Error: %s', async (code, shown) => {
    const thrown = vm.runInThisContext(`(${code})`);
    expect(describeThrown(thrown)).toMatchObject({ ename: 'Thrown', evalue: shown });
  });

  it('takes a proxy that throws when it is looked at', () => {
    const proxy = vm.runInThisContext('new Proxy({}, { get() { throw 1; }, getPrototypeOf() { throw 2; } })');
    expect(describeThrown(proxy)).toMatchObject({ ename: 'Thrown', evalue: expect.stringContaining('{}') });
  });

  it('takes errors whose name and message are no text', () => {
    const throws = { get: () => expect.fail('looked at') };
    const error = Object.defineProperties(new Error(), { name: throws, message: { value: { a: 1 } } });
    expect(describeThrown(error)).toMatchObject({ ename: 'Error', evalue: '{ a: 1 }' });
  });

  it('takes errors of other realms, of the platform, and frozen ones', () => {
    expect(describeThrown(vm.runInNewContext('new RangeError("of a realm")'))).toMatchObject({
      ename: 'RangeError',
      evalue: 'of a realm',
    });
    expect(describeThrown(AbortSignal.abort().reason)).toMatchObject({ ename: 'AbortError' });
    expect(describeThrown(Object.freeze(new Error('frozen')))).toMatchObject({ evalue: 'frozen' });
  });
});
