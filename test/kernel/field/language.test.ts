import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { runCell } from '../run-cell';
import { newFolder, runCells, seen } from './seen';

const folder = newFolder({ 'mine.ts': 'export const foo = 1;\nexport default 2;\n' });
let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: folder });
});
afterAll(() => kernel.shutdown());

describe('a cell may hold', () => {
  it.each<[string, string[], string]>([
    ['export function', ['export function f(x: number) { return x; }', 'f(3)'], '3'],
    [
      'export function, run twice',
      [
        'export function f(x: number) { return x; }',
        'export function f(x: number) { return x + 1; }',
        'f(3)',
      ],
      '4',
    ],
    ['export const', ['export const a = 1;', 'a'], '1'],
    ['export const of several', ['export const a = 1, [b] = [2];', '[a, b]'], '[ 1, 2 ]'],
    [
      'export let, assigned to later',
      ['export let n = 1;\nexport const get = () => n;', 'n = 2; get()'],
      '2',
    ],
    ['export class', ['export class C { v = 1; }', 'new C().v'], '1'],
    [
      'export abstract class',
      [
        'export abstract class D { abstract v(): number; }',
        'new (class extends D { v() { return 4; } })().v()',
      ],
      '4',
    ],
    ['export async function', ['export async function g() { return 5; }', 'await g()'], '5'],
    ['export function*', ['export function* h() { yield 1; yield 2; }', '[...h()]'], '[ 1, 2 ]'],
    ['export enum', ['export enum E { A = 1 }', 'E.A'], '1'],
    [
      'export interface and export type',
      [
        'export interface I { a: number }\nexport type T = I & { b: number };',
        'const both: T = { a: 1, b: 2 }; both',
      ],
      '{ a: 1, b: 2 }',
    ],
    ['export namespace', ['export namespace N { export const x = 6; }', 'N.x'], '6'],
    ['an export list', ['const x1 = 1, y1 = 2;\nexport { x1, y1 };', '[x1, y1]'], '[ 1, 2 ]'],
    [
      'an export list of types',
      ['type Only = number;\nexport type { Only };', 'const only: Only = 3; only'],
      '3',
    ],
    ['export default of a value', ['export default 7;', '1'], '1'],
    [
      'export default function with a name',
      ['export default function named() { return 8; }', 'named()'],
      '8',
    ],
    ['export default class with a name', ['export default class Named { v = 9; }', 'new Named().v'], '9'],
    ['export default twice, in two cells', ['export default 1;', 'export default 2;', '3'], '3'],
    ['an export that comes from a file', ["export { foo } from './mine';", '1'], '1'],
    ['export * from a file', ["export * from './mine';", '1'], '1'],
    ['export {}', ['export {};\nconst z = 1;', 'z'], '1'],
    [
      'overloads',
      [
        'function over(x: number): number;\nfunction over(x: string): string;\nfunction over(x: any) { return x; }',
        "[over(1), over('a')]",
      ],
      "[ 1, 'a' ]",
    ],
    [
      'exported overloads',
      [
        'export function over(x: number): number;\nexport function over(x: string): string;\nexport function over(x: any) { return x; }',
        "[over(1), over('a')]",
      ],
      "[ 1, 'a' ]",
    ],
    [
      'declare',
      [
        'declare const fromElsewhere: number;\ndeclare function alsoElsewhere(): void;',
        'typeof (globalThis as any).fromElsewhere',
      ],
      "'undefined'",
    ],
    [
      'declare global',
      ['declare global { var sharedByAll: number; }\nglobalThis.sharedByAll = 4;', 'sharedByAll'],
      '4',
    ],
    [
      'an interface in two parts',
      [
        'interface Part { a: number }\ninterface Part { b: number }',
        'const whole: Part = { a: 1, b: 2 }; whole',
      ],
      '{ a: 1, b: 2 }',
    ],
    [
      'a class and a namespace of one name',
      ['class Both { v = 1; }\nnamespace Both { export const n = 2; }', 'new Both().v + Both.n'],
      '3',
    ],
    [
      'a type and a value of one name',
      ['type Twin = number;\nconst Twin = 5;', 'const t: Twin = Twin; t'],
      '5',
    ],
    [
      'decorators',
      [
        'function log(target: any, context: ClassMethodDecoratorContext) { return function (this: any, ...all: any[]) { return `${String(context.name)} ${target.apply(this, all)}`; } as any; }\nclass Deco { @log run() { return 1; } }',
        'new Deco().run()',
      ],
      "'run 1'",
    ],
    [
      'using',
      [
        '{ using held = { [Symbol.dispose]() { console.log("let go"); } }; console.log("held", typeof held); }',
      ],
      'held object\nlet go\n',
    ],
    [
      'using at its top',
      ['using top = { [Symbol.dispose]() { console.log("let go"); } };\nconsole.log(typeof top);'],
      'object\nlet go\n',
    ],
    [
      'await using',
      [
        '{ await using held = { async [Symbol.asyncDispose]() { console.log("let go"); } }; void held; console.log("held"); }',
      ],
      'held\nlet go\n',
    ],
    [
      'labels',
      [
        'let turns = 0;\nouter: for (let i = 0; i < 3; i++) { for (;;) { turns++; if (i === 1) break outer; continue outer; } }\nturns',
      ],
      '2',
    ],
    [
      'labels of a while, a do and a block',
      [
        'let t = 0;\na: while (true) { do { t++; if (t > 2) break a; continue a; } while (true); }\nb: { t = 10; break b; }\nt',
      ],
      '10',
    ],
    [
      'closures of a loop',
      [
        'const all: (() => number)[] = [];\nfor (let i = 0; i < 3; i++) all.push(() => i);\nfor (const x of [7]) all.push(() => x);',
        'all.map((f) => f())',
      ],
      '[ 0, 1, 2, 7 ]',
    ],
    [
      'a closure in the head of a loop',
      [
        'const seenInHead: number[] = [];\nfor (let i = 0, f = () => i; i < 2; i++) seenInHead.push(f());\nseenInHead',
      ],
      '[ 0, 0 ]',
    ],
    [
      'generators',
      [
        'function* up(n: number): Generator<number, string, number> { for (let i = 0; i < n; i++) yield i; return "end"; }',
        '[...up(3)]',
      ],
      '[ 0, 1, 2 ]',
    ],
    [
      'async iterators',
      [
        'async function* slow() { for (let i = 0; i < 3; i++) { await null; yield i; } }',
        'const got: number[] = []; for await (const x of slow()) got.push(x); got',
      ],
      '[ 0, 1, 2 ]',
    ],
    [
      'arguments of a function',
      ['function count(..._: unknown[]) { return arguments.length; }', 'count(1, 2, 3)'],
      '3',
    ],
    [
      'hoisting across statements',
      ['const r = before();\nfunction before() { return helper() + 1; }\nfunction helper() { return 1; }\nr'],
      '2',
    ],
    [
      'var that is read before it is set',
      ['const was = typeof late;\nvar late = 1;\n[was, late]'],
      "[ 'undefined', 1 ]",
    ],
    ['a directive', ["'use strict';\nconst d = 1;\nd"], '1'],
    ['debugger', ['debugger;\n1'], '1'],
    [
      'a regular expression, a template and a tag',
      [
        'const tag = (parts: TemplateStringsArray, ...v: number[]) => parts.raw.join("|") + v;\n/a(?<n>\\d)/.exec("a1")!.groups!.n + tag`x${1}\\n`',
      ],
      "'1x|\\\\n1'",
    ],
    [
      'getters, setters, computed and private names',
      [
        'const k = "dyn";\nclass G { #p = 1; get [k]() { return this.#p; } set [k](v) { this.#p = v; } static ready = false; static { G.ready = true; } }',
        'const g = new G(); g.dyn = 5; [g.dyn, G.ready]',
      ],
      '[ 5, true ]',
    ],
    [
      'satisfies, as const and non-null',
      [
        'const conf = { a: 1 } satisfies Record<string, number>;\nconst list = ["x", "y"] as const;',
        'const one: "x" = list[0]; conf.a! + one',
      ],
      "'1x'",
    ],
    [
      'switch, try, finally and nested functions',
      [
        'function pick(n: number) { switch (n) { case 1: return "one"; default: try { throw n; } catch (e) { return e; } finally { void 0; } } }',
        '[pick(1), pick(2)]',
      ],
      "[ 'one', 2 ]",
    ],
    [
      'big integers, separators and optional chains',
      [
        'const big = 1_000n ** 2n; const none = null as null | { a?: { b(): number } };',
        '[big, none?.a?.b() ?? "none"]',
      ],
      "[ 1000000n, 'none' ]",
    ],
    [
      'new.target, super and spread',
      [
        'function Make(this: any) { return new.target === undefined ? "called" : "made"; }',
        '[(Make as any)(), Math.max(...[1, 2])]',
      ],
      "[ 'called', 2 ]",
    ],
    [
      'import type of a file',
      ["import type { foo } from './mine';\ntype Foo = typeof foo;", 'const n: Foo = 1; n'],
      '1',
    ],
    ['import equals', ["import paths = require('node:path');", "paths.posix.basename('a/b')"], "'b'"],
    ['require', ["const p = require('node:path');", "p.posix.basename('a/b')"], "'b'"],
    ['import in the middle', ["const early = sep.length;\nimport { sep } from 'node:path';\nearly"], '1'],
    ['import()', ["const m = await import('node:path');\nm.posix.basename('a/b')"], "'b'"],
    ['import for its effects', ["import 'node:path';\n1"], '1'],
    [
      'nothing but an import that is used later',
      ["import { basename as base } from 'node:path';", "base('a/b')"],
      "'b'",
    ],
    [
      'mistakes that only a strict compiler finds',
      ['function loose(x) { return x; }\nconst maybe: { a: number } = null;', 'loose(1)'],
      '1',
    ],
    [
      'unused labels, code that is not reached and names that nobody uses',
      ['const nobody = 1;\nfunction r() { return 1; console.log("never"); }\nr()'],
      '1',
    ],
  ])('%s', async (_, cells, expected) => {
    expect(seen(await runCells(kernel, cells))).toBe(expected);
  });

  it('no arguments of its own, and no this of the kernel', async () => {
    expect((await runCell(kernel, 'arguments[0];')).reply.status).toBe('error');
    expect(seen(await runCell(kernel, 'this === undefined || (this as unknown) === globalThis'))).toBe(
      'true',
    );
  });

  it('no return at its top', async () => {
    const run = await runCell(kernel, 'return 1;');
    expect(run.reply).toMatchObject({ status: 'error', ename: 'TypeScriptError' });
  });
});
