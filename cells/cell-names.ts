import type { Declarations } from './cell-module';

/** What cells import the names of earlier cells from. */
export const namesSpecifier = 'notebook:names';

/** The object, among those names, through which a cell assigns to a variable of an earlier cell. */
export const liveName = 'live';

/** What a cell calls that object. */
export const liveAlias = '__live';

/** Files for so many cells are there from the start; twice as many when they are used up. */
const firstSlots = 64;

/**
 * Which cell each name comes from. A name that is declared anew belongs to the newest cell, while functions of cells
 * between keep the older one: every declaration has an exported name of its own, `x$3` for the `x` of the third cell.
 *
 * All cells are imported by one file, whose imports do not change while names are added; so the compiler can keep its
 * program's structure from one cell to the next, and need not walk some 700 declaration files again.
 */
export class CellNames {
  readonly #owners = new Map<string, number>();
  readonly #cells = new Map<number, Declarations>();
  #slots = firstSlots;
  #next = 1;

  /** The number of the cell that is compiled next. */
  get next(): number {
    return this.#next;
  }

  /** Keeps what the next cell declares, for all cells behind it. */
  add(declarations: Declarations): void {
    const slot = this.#next++;
    this.#cells.set(slot, declarations);
    for (const name of declarations.names) this.#owners.set(name, slot);
    if (this.#next > this.#slots) this.#slots *= 2;
  }

  /** Whether any cell has declared a name. */
  get isEmpty(): boolean {
    return this.#owners.size === 0;
  }

  /** Whether an earlier cell has declared it. */
  has(name: string): boolean {
    return this.#owners.has(name);
  }

  /** How the object of all names calls the newest declaration of a name. */
  exportedName(name: string): string | undefined {
    const slot = this.#owners.get(name);
    return slot === undefined ? undefined : exported(name, slot);
  }

  /** The import of all earlier names, on one line, but those that the cell declares itself. */
  importFor(own: readonly string[]): string {
    const taken = new Set(own);
    const names = [...this.#owners]
      .filter(([name]) => !taken.has(name))
      .map(([name, slot]) => `${exported(name, slot)} as ${name}`);
    return `import { ${[`${liveName} as ${liveAlias}`, ...names].join(', ')} } from '${namesSpecifier}';`;
  }

  /** The text of the file that gathers all cells' names. */
  get text(): string {
    const lines: string[] = [];
    const all: string[] = [];
    const variables: string[] = [];
    for (let slot = 1; slot <= this.#slots; slot++) {
      const { names = [], variables: mutable = [] } = this.#cells.get(slot) ?? {};
      lines.push(
        `import { ${names.map((name) => `${name} as ${exported(name, slot)}`).join(', ')} } from '${cellSpecifier(slot)}';`,
      );
      all.push(...names.map((name) => exported(name, slot)));
      variables.push(...mutable.map((name) => `${exported(name, slot)}: typeof ${exported(name, slot)}`));
    }
    lines.push(`export { ${all.join(', ')} };`);
    lines.push(`export declare const ${liveName}: { ${variables.join('; ')} };`);
    return lines.join('\n');
  }
}

/** The name of a cell's module, without its folder. */
export function cellSpecifier(slot: number): string {
  return `./__cell_${slot}__`;
}

function exported(name: string, slot: number): string {
  return `${name}$${slot}`;
}
