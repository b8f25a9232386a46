import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { runCells, seen } from './seen';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

describe('await at the top of a cell', () => {
  const x = 'const x = Promise.resolve(7);';
  it.each<[string, string[], string]>([
    ['of a name in parentheses', [x, 'await (x)'], '7'],
    ['of an array', ['await [1]'], '[ 1 ]'],
    ['of a template', ['await `t`'], "'t'"],
    ['of a called async function', ['await (async () => 1)()'], '1'],
    ['of a name', [x, 'await x'], '7'],
    ['of a text', ["await 'text'"], "'text'"],
    ['of a number', ['await 5'], '5'],
    ['of a negative number', ['await -1'], '-1'],
    ['of an object', ['await ({ a: 1 })'], '{ a: 1 }'],
    ['of a function', ['typeof await (function () {})'], "'function'"],
    ['of a regular expression', ['await /a/'], '/a/'],
    ['of undefined, which shows nothing', ['await undefined'], ''],
    ['twice', [x, 'await (await x)'], '7'],
    ['of new', ['await new Promise<number>((resolve) => resolve(3))'], '3'],
    ['of a thenable', ["await ({ then(done: (v: string) => void) { done('thenable'); } })"], "'thenable'"],
    ['in a sum', [x, '(await x) + (await x)'], '14'],
    ['in a template', [x, '`${await x}!`'], "'7!'"],
    ['in an array and an object', [x, '[await x, { a: await x }]'], '[ 7, { a: 7 } ]'],
    ['in a call', [x, 'Math.max(await x, await (x), 1)'], '7'],
    ['in a condition', [x, 'if (await (x)) console.log("yes"); else console.log("no");'], 'yes\n'],
    ['in a chosen value', [x, '(await x) ? await x : 0'], '7'],
    ['in a declaration taken apart', ['const [a, { b }] = await Promise.all([1, { b: 2 }]);', 'a + b'], '3'],
    ['in a default value', [x, 'const { q = await x } = {} as { q?: number };\nq'], '7'],
    [
      'in the head of a for',
      [x, 'let s = 0; for (let i = await (x); i < (await x) + 2; i += await 1) s += i; s'],
      '15',
    ],
    ['in a while', ['let n = 0; while ((await n) < 3) n++; n'], '3'],
    ['in a switch', [x, 'switch (await x) { case await (x): console.log("seven"); }'], 'seven\n'],
    [
      'in a try, a catch and a finally',
      [
        'try { await Promise.reject(1); } catch (e) { console.log(await (e as number)); } finally { console.log(await `f`); }',
      ],
      '1\nf\n',
    ],
    ['in a block', [x, '{ const inner = await (x); console.log(inner); }'], '7\n'],
    [
      'in a name that it computes',
      ["const computed = { [await Promise.resolve('key')]: 2 };", 'computed.key'],
      '2',
    ],
    ['of an assignment', ['let got: number; got = await (Promise.resolve(4));', 'got'], '4'],
    ['of a compound assignment', [x, 'let sum = 1; sum += await x; sum'], '8'],
    ['by for await alone', ['for await (const v of [Promise.resolve(1), 2]) console.log(v);'], '1\n2\n'],
    [
      'by for await over a generator',
      ['async function* g() { yield 1; yield 2; }', 'for await (const v of g()) console.log(v);'],
      '1\n2\n',
    ],
    [
      'by for await that takes values apart',
      ['for await (const [k, v] of Object.entries({ a: 1 })) console.log(k, v);'],
      'a 1\n',
    ],
    [
      'by for await over an earlier name',
      [
        'let last = 0;\nconst getLast = () => last;',
        'for await (last of [1, Promise.resolve(2)]);',
        'getLast()',
      ],
      '2',
    ],
    [
      'with a label',
      [
        'outer: for await (const v of [1, 2, 3]) { for (;;) { if (v === 2) break outer; console.log(v); continue outer; } }',
      ],
      '1\n',
    ],
    [
      'and a declaration that functions see',
      ['const value = await Promise.resolve(3);\nfunction see() { return value; }', 'see()'],
      '3',
    ],
    ['behind a comment', ['/* wait */ await /* for */ (1) // it'], '1'],
    ['on two lines', ['await\n  (2)'], '2'],
    ['of a rejected promise', ["await (Promise.reject(new TypeError('no')))"], 'TypeError: no'],
    ['of import', ["(await import('node:path')).posix.sep"], "'/'"],
    ['with void and typeof', ['typeof await (void 0)'], "'undefined'"],
    ['in a tag', ['const tag = (p: TemplateStringsArray, v: number) => v; tag`${await (6)}`'], '6'],
    [
      'behind an optional chain',
      ['const o = { p: Promise.resolve(1) } as { p?: Promise<number> } | undefined; await o?.p'],
      '1',
    ],
    ['of Promise.all', ['await Promise.all([1, 2].map(async (v) => v * 2))'], '[ 2, 4 ]'],
    ['of a timer', ['await new Promise((done) => setTimeout(done, 1, "late"))'], "'late'"],
    ['of setImmediate', ['await new Promise(setImmediate); 1'], '1'],
    ['as a name in a text', ["'await x'"], "'await x'"],
    ['in an async arrow that is not called', ['const f = async () => await (1);', 'await f()'], '1'],
    [
      'in an async method and an async generator',
      [
        'const o2 = { async m() { return await (2); }, async *g() { yield await (3); } };',
        '[await o2.m(), (await o2.g().next()).value]',
      ],
      '[ 2, 3 ]',
    ],
  ])('%s', async (_, cells, expected) => {
    expect(seen(await runCells(kernel, cells))).toBe(expected);
  });
});
