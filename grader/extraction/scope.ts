import type { Local } from './piece';

/** The local names in force while a syntax tree is walked: each look-up is one step, however deep the tree. */
export class Scope {
  readonly #locals = new Map<string, Local[]>();

  /** Walks within a scope that binds these names. */
  within(names: readonly string[], walk: () => void, parameters: ReadonlySet<string> = new Set()): void {
    const bound = [...new Set(names)];
    for (const name of bound) {
      const local: Local = { aliases: [], parameter: parameters.has(name) };
      const known = this.#locals.get(name);
      if (known) known.push(local);
      else this.#locals.set(name, [local]);
    }
    walk();
    for (const name of bound) this.#locals.get(name)?.pop();
  }

  /** The local of this name; undefined where the name means something from outside. */
  find(name: string): Local | undefined {
    return this.#locals.get(name)?.at(-1);
  }
}
