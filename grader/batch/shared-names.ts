import { isArchiveName, stemOf } from './file-kinds';
import { folderKey, KeySets } from './key-sets';
import type { Leaf } from './leaf';
import { withoutCopyMarks } from './plain-name';

/** Which names say nothing of a student, since several students' files or folders are called so. */
export class SharedNames {
  /** What stands in each folder or archive, as far as there are notebooks in it. */
  readonly #children = new KeySets();
  /** The folders in which a name stands. */
  readonly #parents = new KeySets();
  readonly #shared = new Map<string, boolean>();

  constructor(leaves: Iterable<Leaf>) {
    for (const { parts, kind } of leaves) {
      if (kind !== 'notebook') continue;
      const last = parts.length - 1;
      for (let depth = last; depth > 0; depth--) {
        const name = parts[depth] as string;
        const child = depth === last ? stemKey(name) : name;
        const parent = folderKey(parts, depth);
        if (this.#children.has(parent, child)) break; // and so it has been noted further up
        this.#children.add(parent, child);
        this.#parents.add(child, parent);
      }
    }
  }

  /** Whether a file is called as other students' are: `homework.ipynb`, alone in one folder and in another. */
  isSharedStem(name: string): boolean {
    return this.#isShared(stemKey(name));
  }

  /**
   * Whether a folder or archive names no student: it is called as other students' are, as `ps1` in each of theirs, or
   * it is all that stands in an archive, which then names the student.
   */
  isSharedFolder(parts: string[], depth: number): boolean {
    const isWrapped = depth > 1 && isArchiveName(parts[depth - 1] as string) && this.isAlone(parts, depth);
    return isWrapped || this.#isShared(parts[depth] as string);
  }

  /** Which part is an archive that stands, with others, in an archive: a student's own in a class's. */
  innerArchive(parts: string[]): number | undefined {
    const archives = [...parts.keys()].filter((depth) => isArchiveName(parts[depth] as string));
    return archives.find((depth, i) => i > 0 && !this.isAlone(parts, depth));
  }

  /** Whether a folder or archive is the only one in its folder that has notebooks. */
  isAlone(parts: string[], depth: number): boolean {
    return this.#children.count(folderKey(parts, depth)) <= 1;
  }

  /** In two folders at least, and in most of them alone: where others stand beside it, it tells them apart. */
  #isShared(name: string): boolean {
    const known = this.#shared.get(name);
    if (known !== undefined) return known;
    const parents = [...this.#parents.of(name)];
    const alone = parents.filter((parent) => this.#children.count(parent) === 1).length;
    const isShared = parents.length > 1 && 2 * alone > parents.length;
    this.#shared.set(name, isShared);
    return isShared;
  }
}

const stemKey = (name: string): string => `${withoutCopyMarks(stemOf(name))}/`; // a folder's name has no slash
