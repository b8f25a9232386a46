import type ts from 'typescript';

/** What a name stands for: all places that mention it share one. */
export interface Binding {
  /** The loop or function that it belongs to. */
  home: ts.Node;
  /** The place among the parameters of its home; a loop's element is 0, its index 1. */
  parameter?: number;
  /** Whether it is given another value later, so that it cannot stand for its first one. */
  mutable: boolean;
  /** Its value, or its first one; made when it is first asked for. */
  definition?: () => Tree;
}

/** A piece of code in its normal form: what is written in other words, and means the same, has the same one. */
export interface Tree {
  word: string;
  parts: readonly Tree[];
  /** A hash of words alone, without names: what can stand in any order is sorted by it. */
  shape: number;
  /** A literal's value. */
  value?: number | string | boolean;
  /** Of a mention of a name. */
  binding?: Binding;
  /** Of a function or a loop: where the names stand that it brings. */
  scope?: ts.Node;
  /** A member's name that the code has given itself, which renaming changes. */
  own?: boolean;
}

type More = Partial<Pick<Tree, 'value' | 'binding' | 'scope' | 'own'>>;

export function tree(word: string, parts: readonly Tree[] = [], more: More = {}): Tree {
  let shape = 2166136261;
  const text = more.own ? '#' : word;
  for (let i = 0; i < text.length; i++) shape = Math.imul(shape ^ text.charCodeAt(i), 16777619);
  for (const part of parts) shape = Math.imul(shape ^ part.shape, 16777619);
  return { word, parts, shape: shape >>> 0, ...more };
}

export const literal = (value: number | string | boolean): Tree =>
  tree(JSON.stringify(value) ?? String(value), [], { value });

export const nothing: Tree = tree('undefined');

/** Parts whose order means nothing. */
export const sorted = (parts: readonly Tree[]): Tree[] => [...parts].sort((a, b) => a.shape - b.shape);

/** Negation; two of them are none. */
export function not(one: Tree): Tree {
  if (one.word === 'not') return one.parts[0] as Tree;
  return typeof one.value === 'boolean' ? literal(!one.value) : tree('not', [one]);
}

/** `&&`; and `||` is made of it by De Morgan's law. */
export const and = (a: Tree, b: Tree): Tree => tree('and', sorted([a, b].flatMap(factorsOf)));

const factorsOf = (one: Tree): readonly Tree[] => (one.word === 'and' ? one.parts : [one]);

export const or = (a: Tree, b: Tree): Tree => not(and(not(a), not(b)));

/** `a < b`, which the three other comparisons are made of. */
export function less(a: Tree, b: Tree): Tree {
  if (isSearch(a) && b.value === 0) return not(found(a));
  if (isSearch(b) && a.value === -1) return found(b);
  return tree('less', [a, b]);
}

export function equal(a: Tree, b: Tree): Tree {
  if (isSearch(a) && b.value === -1) return not(found(a));
  return tree('equal', sorted([a, b]));
}

/** `list.indexOf(x)`: compared with 0 or -1 it is `list.includes(x)` in other words. */
const isSearch = ({ word, parts }: Tree): boolean => word === 'call' && parts[0]?.word === 'indexOf';

const found = ({ parts }: Tree): Tree => tree('call', [tree('includes'), ...parts.slice(1)]);

/** A sum of numbers, or a text put together: what follows a text keeps its place. */
export function sum(...terms: readonly Tree[]): Tree {
  const [a, b] = terms;
  if (terms.length === 2 && typeof a?.value === 'number' && typeof b?.value === 'number')
    return literal(a.value + b.value);
  const parts = terms
    .flatMap((one) => (one.word === 'sum' ? one.parts : [one]))
    .filter(({ value }) => value !== '');
  return tree('sum', parts.some(({ value }) => typeof value === 'string') ? parts : sorted(parts));
}

export function product(a: Tree, b: Tree): Tree {
  if (typeof a.value === 'number' && typeof b.value === 'number') return literal(a.value * b.value);
  return tree('product', sorted([a, b].flatMap((one) => (one.word === 'product' ? one.parts : [one]))));
}

/** Division by a number is multiplication by its inverse. */
export function quotient(a: Tree, b: Tree): Tree {
  if (typeof b.value === 'number') return product(a, literal(1 / b.value));
  return a.value === 1 ? tree('inverse', [b]) : tree('quotient', [a, b]);
}

export function difference(a: Tree, b: Tree): Tree {
  if (typeof a.value === 'number' && typeof b.value === 'number') return literal(a.value - b.value);
  return tree('difference', [a, b]);
}
