// biome-ignore-all lint/suspicious/noTemplateCurlyInString: cells are written as texts here
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseNotebook, textOf } from '../../wire/notebook';

/** The texts of the solved lecture's code cells. */
export function lectureCells(): string[] {
  const file = path.join(__dirname, '../../solutions/en/01-bayesian-neural-networks.ipynb');
  return parseNotebook(readFileSync(file, 'utf8'))
    .cells.filter((cell) => cell.cell_type === 'code')
    .map((cell) => textOf(cell.source));
}

/** Programs as people write them: the library's own files. */
export function libraryFiles(): string[] {
  const folder = path.join(__dirname, '../../lib');
  const names = readdirSync(folder).filter((name) => name.endsWith('.ts'));
  return names.map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

/** Forms of the language that the parser reads in more than one way until their end is there. */
export const ambiguousForms = [
  'const f = (a, b: number): number => a + b;',
  'const g = ([first, ...rest]: number[], { a, b = 2 }: { a: number; b?: number }) => first;',
  'const h = async (x: number, y = 1): Promise<number[]> => [x, y];',
  'const i = <T extends object>(x: T, key: keyof T) => x[key];',
  'const is = (x: unknown, y): x is string => typeof x === y;',
  'const j = async x => await x;',
  'const k = async <T,>(x: T) => x;',
  'const l = ({ a }, b): { [key: string]: number } => ({ a });',
  'const m = (a, b): [number, number[]] => [a, b];',
  'const n = (a, b: (c, d: number) => void): void => b(a, 1);',
  'const map = new Map<string, number[]>([]);',
  'const table = new Map<string, Array<Record<string, number>>>();',
  'const called = f<number[], { a: string }>(1);',
  'const typed = f<(x: number, y?: string) => void>(1);',
  'const nested = f<Map<string, (x: number) => Set<number[]>>>(g<string[]>(1));',
  'const one = a < b, two = c > (d);',
  'const cond = a ? (b) : (c, d: number) => a;',
  'const other = a ? (b: number): number => b : c;',
  'const text = `a ${b ? `c ${d}` : `${e}`} f ${{ g: 1 }.g}`;',
  'const tagged = String.raw`\\u${1}`;',
  'const pattern = /[/]"(`/g.test(a) ? a / b / c : /x/.source;',
  'const plain = { get a() { return 1; }, set a(x) {}, async *b() {}, [`c`]: 1, d, ...e, get: 1 };',
  'for (const [key, value] of Object.entries(a)) if (key) console.log(value); else continue;',
  'for await (const x of y) await (x);',
  'for (let i = 0, n = a.length; i < n; i++) { if (i > 2) break; }',
  'for (const key in a);',
  'do i++; while (i < 3)',
  'outer: while (true) { switch (a) { case 1: case 2: break outer; default: throw b; } }',
  'try { a(); } catch { b(); } finally { c(); }',
  'try { a(); } catch (error: unknown) { b(error); }',
  'export interface Named<T = string> extends Other<T> { readonly [key: string]: T; new (x: T): this; (y?: T): void; method?<U>(u: U): asserts u is T }',
  'export type Mapped<T> = { readonly [K in keyof T as `get${string & K}`]?: T[K] extends (infer U extends object)[] ? U : never };',
  'type Tuple = [first: number, second?: string, ...rest: boolean[]];',
  'type Call = abstract new (...all: any[]) => object;',
  'type Union = | `a-${number}` | typeof import("node:fs");',
  'export abstract class A<T> extends B<T[]> implements C, D<T> { static #x = 1; declare y: T; private readonly z?: T; constructor(private a: number, public b = 2) { super(); } get c(): T { return this.y; } static { A.#x = 2; } abstract d(): void; @dec() e!: number; accessor f = 1; }',
  '@sealed @named("a") export class Decorated { @log method(@inject x: number) {} }',
  'export default async function () { return; }',
  'function* generate(): Generator<number> { const x = yield* other(); yield; }',
  'function over(x: string): string;\nfunction over(x: any) { return x; }',
  'export enum Colour { Red = 1, Green = "g", Blue = Red << 2 }',
  'export const enum Flags { A }',
  'declare const outside: { a: number };',
  'declare global { interface Window { a: number } }',
  'namespace Space.Inner { export const a = 1; }',
  'import fs, { readFileSync as read, type Stats } from "node:fs";',
  'import * as path from "node:path";',
  'import type { A } from "./a";',
  'import data from "./data.json" with { type: "json" };',
  'import old = require("old");',
  'export { a as b, type C } from "./c";',
  'export * as all from "./d";',
  'const { default: x, ...rest } = await import("./e");',
  'let un!: number, [p, , q = 1] = a;',
  '({ a: b, ...c } = d);',
  '[a, b] = [b, a];',
  'a?.b?.[c]?.(d) ?? e!.f as const satisfies G;',
  'new (class extends A {})().b;',
  'import.meta.url;',
  'delete a.b, void 0, typeof c;',
  'x **= y >>> 2;',
  'if (a) { b(); } else if (c) d();\nelse { e(); }',
  'using file = open();',
  'await using other = open();',
  'a\n  .b()\n  .c((d) => d)\n  .e;',
  'const big = 1_000n, hex = 0xff, float = 1e-3;',
];
