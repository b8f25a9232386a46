import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { runCell, types } from '../run-cell';
import { lastValue, runCells, seen } from './seen';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

describe('the last value', () => {
  it('goes out as an execute_result with the number of its cell', async () => {
    const run = await runCell(kernel, '40 + 2');
    expect(types(run)).toEqual(['busy', 'execute_input', 'execute_result', 'idle']);
    const result = run.messages.find(({ header }) => header.msg_type === 'execute_result');
    expect(result?.content).toMatchObject({
      execution_count: run.reply.execution_count,
      data: { 'text/plain': '42' },
      metadata: {},
    });
  });

  it.each([
    ['null', 'null', 'null'],
    ['zero', '0', '0'],
    ['minus zero', '-0', '-0'],
    ['an empty text', "''", "''"],
    ['NaN', 'NaN', 'NaN'],
    ['false', 'false', 'false'],
    ['a symbol', "Symbol('s')", 'Symbol(s)'],
    ['a big integer', '10n', '10n'],
    ['a function', '(function f() {})', '[Function: f]'],
    ['an arrow', '() => 1', '[Function (anonymous)]'],
    ['a class', '(class A {})', '[class A]'],
    ['a map', 'new Map([[1, { a: 2 }]])', 'Map(1) { 1 => { a: 2 } }'],
    ['a set', "new Set(['x'])", "Set(1) { 'x' }"],
    ['a circle', 'const circle: any = {}; circle.self = circle; circle', '<ref *1> { self: [Circular *1] }'],
    ['a proxy', 'new Proxy({ a: 1 }, {})', inspect(new Proxy({ a: 1 }, {}))], // Node 26 says that it is one
    ['a proxy that refuses to be looked at', 'typeof new Proxy({}, { get() { throw 1; } })', "'object'"],
    ['a date', 'new Date(0)', '1970-01-01T00:00:00.000Z'],
    ['a regular expression', '/a/g', '/a/g'],
    ['a typed array', 'Float32Array.of(1, 2)', 'Float32Array(2) [ 1, 2 ]'],
    ['an object', '({ a: 1 })', '{ a: 1 }'],
    ['an object alone in its cell', '{ a: 1, b: [2] }', '{ a: 1, b: [ 2 ] }'],
    ['an object of one member alone in its cell', '// it\n{ a: 1 }', '{ a: 1 }'],
    [
      'an object with methods alone in its cell',
      '{ get a() { return 1; }, ...{ b: 2 }, [`c`]: 3 } // it',
      '{ a: [Getter], b: 2, c: 3 }',
    ],
    ['an object without a prototype', 'Object.create(null)', '[Object: null prototype] {}'],
    ['an array with holes', '[1, , 3]', '[ 1, <1 empty item>, 3 ]'],
    ['an assignment', 'let assigned: number; assigned = 5', '5'],
    ['a declared object taken apart', '({ a: assigned } = { a: 6 })', '{ a: 6 }'],
    ['an increment', 'assigned++', '6'],
    ['a comma', 'let before = 1; (before++, 2)', '2'],
    ['a condition', 'true ? "yes" : "no"', "'yes'"],
    ['an awaited one', 'await Promise.resolve("later")', "'later'"],
    ['a promise', 'Promise.resolve(7)', 'Promise { 7 }'],
    ['a pending promise', 'new Promise(() => {})', 'Promise { <pending> }'],
    ['a promise in an array', '[Promise.resolve(7)]', '[ Promise { 7 } ]'],
    ['a promise in an object', '({ p: Promise.resolve(7) })', '{ p: Promise { 7 } }'],
    ['a promise of an async function', '(async () => 7)()', 'Promise { 7 }'],
    ['a promise behind an await', 'await null; Promise.resolve(7)', 'Promise { 7 }'],
    [
      'a resolved chain',
      'const chain = Promise.resolve(1).then((x) => x + 1); await chain; chain',
      'Promise { 2 }',
    ],
    [
      'what prints itself in its own way',
      "({ [Symbol.for('nodejs.util.inspect.custom')]: () => 'own way' })",
      'own way',
    ],
    ['as with a cast', '3 as number', '3'],
    ['a non-null assertion', '4!', '4'],
    ['of an expression in several lines', '[1, 2]\n  .map((x) => x * 2)\n  .join()', "'2,4'"],
    ['of a delete', 'delete ({ a: 1 } as any).a', 'true'],
    ['of an expression before a type', '5;\ntype After = 1;', undefined],
    ['of a huge array', 'Array.from({ length: 1e6 }, (_, i) => i).length', '1000000'],
  ])('of %s', async (_, code, expected) => {
    const run = await runCell(kernel, code);
    expect(run.reply).toMatchObject({ status: 'ok' });
    expect(lastValue(run)).toBe(expected);
  });

  it.each([
    ['undefined', 'undefined'],
    ['void', 'void 0'],
    ['a call that returns nothing', '(() => {})()'],
    ['a printing call', "console.log('x')"],
    ['a declaration', 'const declared = 1;'],
    ['a function', 'function declaredToo() { return 1; }'],
    ['a class', 'class DeclaredAsWell {}'],
    ['a loop', 'for (let i = 0; i < 2; i++) i;'],
    ['a condition', 'if (true) 1;'],
    ['a block', '{ 1; }'],
    ['a block of declarations', '{ const a = 1, b = 2; }'],
    ['a block with a loop that has a label', '{ a: for (;;) break a; }'],
    ['an import', "import 'node:path';"],
  ])('of %s is not shown', async (_, code) => {
    const run = await runCell(kernel, code);
    expect(run.reply).toMatchObject({ status: 'ok' });
    expect(types(run)).not.toContain('execute_result');
  });

  it('of a huge array or text is shortened', async () => {
    expect(lastValue(await runCell(kernel, 'Array.from({ length: 1e6 }, () => 0)'))).toContain(
      '999900 more items',
    );
    expect(lastValue(await runCell(kernel, "['x'.repeat(1e6)]"))?.length).toBeLessThan(2e4);
  });

  it.each([
    ['a getter', '({ get a() { throw new Error("no"); } })'],
    [
      'a proxy',
      'new Proxy({}, { get() { throw 1; }, ownKeys() { throw 2; }, getPrototypeOf() { throw 3; } })',
    ],
    ['a custom inspection', "({ [Symbol.for('nodejs.util.inspect.custom')]() { throw new Error('no'); } })"],
    ['a toString', '({ toString() { throw 1; }, toJSON() { throw 2; } })'],
    [
      'a revoked proxy',
      '(() => { const { proxy, revoke } = Proxy.revocable({}, {}); revoke(); return proxy; })()',
    ],
    ['a then', '({ then() { throw new Error("no thenable is awaited"); } })'],
  ])('that throws in %s when it is looked at harms nothing', async (_, code) => {
    const run = await runCell(kernel, code);
    expect(run.messages.map(({ header }) => header.msg_type).at(-1)).toBe('status');
    expect(seen(await runCell(kernel, '1 + 1'))).toBe('2');
  });

  it('comes behind what was printed, on both streams', async () => {
    const run = await runCell(kernel, "console.log('out'); console.error('err'); 'value'");
    expect(seen(run)).toBe("out\nerr\n'value'");
    expect(types(run)).toEqual(['busy', 'execute_input', 'stream', 'stream', 'execute_result', 'idle']);
  });

  it('is printed by console.log in the same words', async () => {
    expect(seen(await runCell(kernel, 'console.log(Promise.resolve(7), [Promise.resolve(8)]);'))).toBe(
      'Promise { 7 } [ Promise { 8 } ]\n',
    );
    expect(seen(await runCell(kernel, 'await null; console.log((async () => 9)());'))).toBe(
      'Promise { 9 }\n',
    );
  });
});

describe('a tensor', () => {
  beforeAll(async () => {
    await runCells(kernel, ["import { tf } from 'bayes-notebooks';\nawait tf.ready();"]);
  });

  it.each([
    ['of two dimensions', 'tf.tensor2d([[1, 2], [3, 4]])', [/\[2, ?2\]/, /float32/, /1,? +2/, /3,? +4/]],
    ['of one dimension', 'tf.tensor1d([5, 6, 7])', [/\[3\]/, /float32/, /5,? +6,? +7/]],
    ['that is a scalar', 'tf.scalar(8.5)', [/\[\]|scalar/i, /float32/, /8\.5/]],
    ['of integers', "tf.tensor1d([1, 2], 'int32')", [/\[2\]/, /int32/, /1,? +2/]],
    ['of truth values', "tf.tensor1d([true, false], 'bool')", [/\[2\]/, /bool/, /(true|1),? +(false|0)/]],
    ['of texts', "tf.tensor1d(['a', 'b'])", [/\[2\]/, /string/, /a['"]?,? +['"]?b/]],
    ['of three dimensions', 'tf.ones([2, 1, 2])', [/\[2, ?1, ?2\]/, /1,? +1/]],
    ['with nothing in it', 'tf.zeros([0, 3])', [/\[0, ?3\]/]],
    ['in an array', '[tf.scalar(3), tf.scalar(4)]', [/3/, /4/, /float32/]],
    ['in an object', '({ t: tf.tensor1d([1, 2]) })', [/t: /, /\[2\]/, /1,? +2/]],
    ['that is a variable', 'tf.variable(tf.tensor1d([9, 8]))', [/\[2\]/, /9,? +8/]],
    ['of a call', 'tf.tidy(() => tf.scalar(2).square())', [/4/, /float32/]],
  ])('%s prints its values, shape and dtype', async (_, code, parts) => {
    for (const run of [await runCell(kernel, code), await runCell(kernel, `console.log(${code});`)]) {
      for (const part of parts) expect(seen(run)).toMatch(part);
      expect(seen(run)).not.toMatch(/dataId|rankType|scopeId|kept/);
    }
  });

  it('that was disposed says so', async () => {
    expect(seen(await runCell(kernel, 'const gone = tf.scalar(1); gone.dispose(); gone'))).toMatch(
      /disposed/,
    );
  });

  it('of a million values is shortened', async () => {
    const text = seen(await runCell(kernel, 'tf.zeros([1000, 1000])'));
    expect(text).toMatch(/\[1000, ?1000\]/);
    expect(text.length).toBeLessThan(2000);
  });

  it('is not counted twice for having been shown', async () => {
    const counted = 'const { numTensors, numDataBuffers } = tf.memory(); [numTensors, numDataBuffers]';
    await runCell(kernel, 'const shownOften = tf.ones([2]);');
    const before = seen(await runCell(kernel, counted));
    await runCells(kernel, ['shownOften', '[shownOften]', 'console.log(shownOften);']);
    expect(seen(await runCell(kernel, counted))).toBe(before);
  });
});
