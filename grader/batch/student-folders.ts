import { folderKey, KeySets } from './key-sets';
import type { Leaf } from './leaf';
import type { Owner } from './owner';

/**
 * Where folders stand that are called as their students: beside two at least, and as many as there are others, a
 * folder names its student too, whatever the notebook in it is called.
 */
export class StudentFolders {
  /** Of each folder's folders, those that name a student by themselves. */
  readonly #naming = new KeySets();
  /** Of each folder's folders, those in which files name students. */
  readonly #others = new KeySets();
  /** Whom the files in a folder name. */
  readonly #named = new KeySets();
  readonly #ofStudents = new Map<string, boolean>();

  /** @param ownerOf as long as nothing is known of neighbours */
  constructor(leaves: Iterable<Leaf>, ownerOf: (parts: string[]) => Owner) {
    for (const { parts, kind } of leaves) {
      if (kind !== 'notebook') continue;
      const { depth, key } = ownerOf(parts);
      if (depth < parts.length - 1) this.#naming.add(folderKey(parts, depth), parts[depth] as string);
      else for (let at = 1; at < parts.length - 1; at++) this.#note(parts, at, key);
    }
  }

  /** @returns the depth of the folder or archive that names a file's student; undefined where none does */
  depthOf(parts: string[]): number | undefined {
    const depth = parts.findIndex(
      (part, at) =>
        at > 0 &&
        at < parts.length - 1 &&
        this.#hasFew(parts.slice(0, at), part) &&
        this.#isOfStudents(parts, at),
    );
    return depth === -1 ? undefined : depth;
  }

  #isOfStudents(parts: string[], at: number): boolean {
    const level = folderKey(parts, at);
    const known = this.#ofStudents.get(level);
    if (known !== undefined) return known;
    const naming = this.#naming.count(level);
    const others = [...this.#others.of(level)].filter((part) => this.#hasFew(parts.slice(0, at), part));
    this.#ofStudents.set(level, naming >= 2 && naming >= others.length);
    return naming >= 2 && naming >= others.length;
  }

  #hasFew(folder: string[], part: string): boolean {
    const parts = [...folder, part];
    return this.#named.count(folderKey(parts, parts.length)) <= mostInOne;
  }

  #note(parts: string[], at: number, student: string): void {
    this.#others.add(folderKey(parts, at), parts[at] as string);
    this.#named.add(folderKey(parts, at + 1), student);
  }
}

/** A folder with files of more names than this is a group's. */
const mostInOne = 2;
