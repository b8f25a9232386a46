/**
 * The names whose last definition failed: each still means what an earlier run of its cell has made of it, as a cell
 * that fails declares nothing. A name that no cell has declared yet is not stale but unknown, which the compiler says.
 *
 * @example
 * names.succeeded(['klLoss']);
 * names.failed(['klLoss', 'other']);
 * names.seenBy([]); // ['klLoss']
 */
export class StaleNames {
  readonly #declared = new Set<string>();
  readonly #stale = new Set<string>();

  /** A cell has run without an error. */
  succeeded(names: readonly string[]): void {
    for (const name of names) {
      this.#declared.add(name);
      this.#stale.delete(name);
    }
  }

  /** A cell that would have declared these names has not compiled, or has ended with an error. */
  failed(names: readonly string[]): void {
    for (const name of names) if (this.#declared.has(name)) this.#stale.add(name);
  }

  /**
   * The stale names that a cell sees, in the order in which they became so.
   *
   * @param own the names that the cell declares itself: they mean what it makes of them
   */
  seenBy(own: readonly string[]): string[] {
    return [...this.#stale].filter((name) => !own.includes(name));
  }
}
