/** A set of values for each key. */
export class KeySets {
  readonly #sets = new Map<string, Set<string>>();

  add(key: string, value: string): void {
    const values = this.#sets.get(key);
    if (values) values.add(value);
    else this.#sets.set(key, new Set([value]));
  }

  has(key: string, value?: string): boolean {
    return value === undefined ? this.#sets.has(key) : this.#sets.get(key)?.has(value) === true;
  }

  of(key: string): Iterable<string> {
    return this.#sets.get(key) ?? [];
  }

  /** How many values a key has. */
  count(key: string): number {
    return this.#sets.get(key)?.size ?? 0;
  }
}

/** The key of a folder or archive: of the first so many names that lead to a file. */
export const folderKey = (parts: string[], length: number): string => JSON.stringify(parts.slice(0, length));
