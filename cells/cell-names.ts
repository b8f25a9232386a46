import type { Declarations } from './declarations';

/** What cells import the names of earlier cells from. */
export const namesSpecifier = 'notebook:names';

/** The object, among those names, through which a cell assigns to a variable of an earlier cell. */
export const liveName = 'live';

/** What a cell calls that object. */
export const liveAlias = '__live';

/** A name of an earlier cell, and that cell's number. */
export interface UsedName {
  name: string;
  slot: number;
}

interface KeptCell {
  declarations: Declarations;
  /** The cells whose names its text holds. */
  uses: ReadonlySet<number>;
}

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
  readonly #cells = new Map<number, KeptCell>();
  #slots = firstSlots;

  /** The number of the cell that is compiled next: the lowest that no cell needs. */
  get next(): number {
    let slot = 1;
    while (this.#cells.has(slot)) slot += 1;
    return slot;
  }

  /**
   * Keeps what a cell declares, for all cells behind it.
   *
   * @param uses names of earlier cells in the cell's text
   * @returns cells that no later cell can reach any more
   */
  add(slot: number, declarations: Declarations, uses: readonly UsedName[]): number[] {
    this.#cells.set(slot, { declarations, uses: new Set(uses.map((use) => use.slot)) });
    for (const name of declarations.names) this.#owners.set(name, slot);
    const needed = this.#needed();
    const released = [...this.#cells.keys()].filter((kept) => !needed.has(kept));
    for (const kept of released) this.#cells.delete(kept);
    if (this.next > this.#slots) this.#slots *= 2;
    return released;
  }

  /** Whether no cell has declared a name. */
  get isEmpty(): boolean {
    return this.#owners.size === 0;
  }

  /** How the object of all names calls the newest declaration of a name. */
  exportedName(name: string): string | undefined {
    const slot = this.#owners.get(name);
    return slot === undefined ? undefined : exportedName(name, slot);
  }

  /** Which of the names in a cell's text are those of earlier cells. */
  usedBy({ names, identifiers }: Declarations): UsedName[] {
    const own = new Set(names);
    return identifiers.flatMap((name) => {
      const slot = this.#owners.get(name);
      return slot === undefined || own.has(name) ? [] : { name, slot };
    });
  }

  /** The import of all earlier names, on one line, but those that the cell declares itself. */
  importFor(own: readonly string[]): string {
    const taken = new Set(own);
    const names = [...this.#owners]
      .filter(([name]) => !taken.has(name))
      .map(([name, slot]) => `${exportedName(name, slot)} as ${name}`);
    return `import { ${[`${liveName} as ${liveAlias}`, ...names].join(', ')} } from '${namesSpecifier}';`;
  }

  /** The text of the file that gathers all cells' names. */
  get text(): string {
    const lines: string[] = [];
    const all: string[] = [];
    const assignable: string[] = [];
    for (let slot = 1; slot <= this.#slots; slot++) {
      const { names, variables } = this.#cells.get(slot)?.declarations ?? { names: [], variables: [] };
      const imported = names.map((name) => `${name} as ${exportedName(name, slot)}`);
      lines.push(`import { ${imported.join(', ')} } from '${cellSpecifier(slot)}';`);
      all.push(...names.map((name) => exportedName(name, slot)));
      assignable.push(...variables.map((name) => exportedName(name, slot)));
    }
    lines.push(`export { ${all.join(', ')} };`);
    lines.push(
      `export declare const ${liveName}: { ${assignable.map((name) => `${name}: typeof ${name}`).join('; ')} };`,
    );
    return lines.join('\n');
  }

  /** Cells whose names are the newest or that all see, and those whose names these use. */
  #needed(): Set<number> {
    const needed = new Set(this.#owners.values());
    for (const [slot, { declarations }] of this.#cells) if (declarations.augments) needed.add(slot);
    for (const slot of needed) for (const used of this.#cells.get(slot)?.uses ?? []) needed.add(used);
    return needed;
  }
}

/** The name of a cell's module, without its folder. */
export function cellSpecifier(slot: number): string {
  return `./__cell_${slot}__`;
}

/** How a cell's declaration is called among those of all cells. */
export function exportedName(name: string, slot: number): string {
  return `${name}$${slot}`;
}
