import { createHash, type Hash } from 'node:crypto';
import type ts from 'typescript';
import { NormalForm, TooDeep } from './normal-form';
import type { Binding, Tree } from './tree';

/** Of trees within trees, with all that names stand for. */
const deepest = 600;

/** Longer code is compared as text: the whole lecture has about 40 kB. */
const longest = 100_000;

/**
 * What stays of an answer when it is disguised: names, spaces, comments, types, parentheses and braces; the order of
 * declarations, intermediate and unused variables, prints; arrows, methods and functions; `for…of`, `forEach` and
 * counting loops; `if` and its inversion; `tf.add(a, b)` and `a.add(b)`; and more of the kind.
 *
 * @param source TypeScript, as the student wrote it
 * @returns the number of nodes and a hash, such as `57-3f9a0c2b1d4e5f60`; empty where there is no code
 */
export function likeness(source: string): string {
  if (source.trim() === '') return '';
  if (source.length > longest) return asText(source);
  try {
    const writer = new Writer();
    for (const tree of new NormalForm(source).trees()) writer.write(tree);
    return writer.end();
  } catch (error) {
    if (error instanceof RangeError) return asText(source); // too deep for a tree
    throw error;
  }
}

/** The number of nodes of the answer that a likeness was made of. */
export const nodesOf = (mark: string): number => Number.parseInt(mark, 10);

/** Of code without its spaces, for what no person has written. */
function asText(source: string): string {
  const hash = createHash('sha256');
  hash.update(source.replaceAll(/\s+/g, ''));
  return mark(longest, hash);
}

const mark = (nodes: number, hash: Hash): string => `${nodes}-${hash.digest('hex').slice(0, 16)}`;

/** Writes trees into a hash: a name's value where it is first mentioned, and its number where it is mentioned again. */
class Writer {
  readonly #hash = createHash('sha256');
  readonly #mentioned = new Map<Binding, number | undefined>();
  readonly #scopes = new Map<ts.Node, number>();
  readonly #members = new Map<string, number>();
  #numbered = 0;
  #nodes = 0;
  #depth = 0;

  /** @throws {TooDeep} where names stand for names for names without end */
  write(one: Tree): void {
    if (++this.#depth > deepest) throw new TooDeep(`more than ${deepest} levels`);
    if (one.binding) this.#mention(one.binding);
    else this.#node(one);
    this.#depth--;
  }

  #node(one: Tree): void {
    this.#nodes++;
    if (one.scope) this.#scope(one.scope);
    if (one.own) {
      if (!this.#members.has(one.word)) this.#members.set(one.word, this.#members.size);
      this.#say(`.${this.#members.get(one.word)}`);
    } else this.#say(one.word);
    for (const part of one.parts) this.write(part);
    this.#say(')');
  }

  end(): string {
    return this.#nodes === 0 ? '' : mark(this.#nodes, this.#hash);
  }

  #mention(binding: Binding): void {
    if (this.#mentioned.has(binding)) {
      const number = this.#mentioned.get(binding) ?? this.#numbered++;
      this.#mentioned.set(binding, number);
      this.#nodes++;
      this.#say(`#${number}`);
      return;
    }
    this.#mentioned.set(binding, undefined);
    const { parameter, mutable, definition } = binding;
    if (parameter !== undefined) {
      this.#nodes++;
      this.#say(`parameter ${this.#scope(binding.home)}.${parameter}`);
    } else if (mutable) {
      this.#nodes++;
      this.#say(`variable of ${this.#scope(binding.home)}`);
    }
    if (definition) this.write(definition());
  }

  /** The number of a function or a loop, in the order in which they are written. */
  #scope(node: ts.Node): number {
    const number = this.#scopes.get(node) ?? this.#scopes.size;
    this.#scopes.set(node, number);
    return number;
  }

  #say(word: string): void {
    this.#hash.update(word).update('\0');
  }
}
