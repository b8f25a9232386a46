import type { Words } from '../../lib/language';
import { isArchiveName, isOtherArchiveName, looksHandedIn } from './file-kinds';
import { folderKey, KeySets } from './key-sets';
import type { Leaf } from './leaf';
import type { Owner } from './owner';
import type { Row } from './row';
import type { Students } from './students';

/** A folder, archive or single file of one student with no notebook in it. */
interface Unit {
  parts: string[];
  isPlatforms: boolean;
  owner: Owner;
  leaves: Leaf[];
}

/**
 * One row for each student who has handed in something, or whose folder a platform has made, and who has no row yet.
 *
 * @param rows those of notebooks and of what could not be read
 */
export function missingNotebook(leaves: Leaf[], rows: Row[], students: Students): Row[] {
  const levels = new Levels(rows);
  const withRow = new Set(rows.map(({ owner }) => owner.key));
  const units = new Map<string, Unit>();
  for (const leaf of leaves) {
    if (leaf.kind !== 'file' && leaf.kind !== 'empty') continue;
    const isFile = leaf.kind === 'file';
    const isPlatforms = students.isPlatforms(leaf.parts, isFile);
    const found = isPlatforms ? leaf.parts : levels.unitOf(leaf);
    if (!found) continue;
    const owner = students.of(found, isFile && found.length === leaf.parts.length);
    if (withRow.has(owner.key)) continue;
    const unit = units.get(owner.key);
    const parts = isPlatforms ? found.slice(0, owner.depth + 1) : found;
    if (unit) unit.leaves.push(leaf);
    else units.set(owner.key, { parts, isPlatforms, owner, leaves: [leaf] });
  }
  return [...units.values()].filter((unit) => levels.isHandIn(unit)).map(rowOf);
}

/** A single file gives the row its own name, which may tell the lecture. */
const rowOf = ({ parts, owner, leaves }: Unit): Row => ({
  parts: leaves.length === 1 ? (leaves[0] as Leaf).parts : parts,
  owner,
  message: whatIsThere(parts, leaves),
});

/** At which depth of the tree students stand, by the rows that there are. */
class Levels {
  /** Who has rows in each folder. */
  readonly #owners = new KeySets();
  /** Folders in which a folder names a student. */
  readonly #ofStudents = new Set<string>();
  /** What stands in each folder that has rows. */
  readonly #children = new KeySets();

  constructor(rows: Row[]) {
    for (const { parts, owner } of rows) {
      for (let length = 1; length < parts.length; length++) {
        const key = folderKey(parts, length);
        this.#owners.add(key, owner.key);
        this.#children.add(key, parts[length] as string);
      }
      if (owner.depth < parts.length - 1) this.#ofStudents.add(folderKey(parts, owner.depth));
    }
  }

  /** Whether a folder is a student's, and not one of data: by its platform, its neighbours, or what is in it. */
  isHandIn({ parts, isPlatforms, leaves }: Unit): boolean {
    return (
      isPlatforms ||
      isArchiveName(parts.at(-1) as string) || // whoever packs something hands it in
      this.#ofStudents.has(folderKey(parts, parts.length - 1)) ||
      leaves.some(({ kind, parts: leaf }) => kind === 'empty' || looksHandedIn(leaf.at(-1) as string))
    );
  }

  /**
   * The outermost folder with no row in it, or the file itself where it stands among several students' work.
   *
   * @returns undefined where it belongs to a student who has a row
   */
  unitOf({ parts, kind }: Leaf): string[] | undefined {
    if (parts.length === 1) return undefined; // the graded folder itself is empty
    let isWrapper = true; // the graded folder, and an archive or a class's folder that is all there is in it
    let owners = 0;
    for (let length = 1; length < parts.length; length++) {
      owners = this.#owners.count(folderKey(parts, length));
      if (owners === 0 && length > 1) return parts.slice(0, length);
      const isClass = isArchiveName(parts[length - 1] as string) || owners > 1;
      if (length > 1 && !(isWrapper && isClass) && owners < severalStudents) return undefined;
      isWrapper &&= this.#children.count(folderKey(parts, length)) === 1;
    }
    const isHandIn = kind === 'empty' || looksHandedIn(parts.at(-1) as string, owners >= severalStudents);
    return isHandIn ? parts : undefined;
  }
}

/** So many in one folder make it a class's, fewer may be one student's with two notebooks. */
const severalStudents = 3;

/** Says what was found instead of a notebook, and what to hand in. */
function whatIsThere(unit: string[], leaves: Leaf[]): Words {
  const names = leaves
    .filter(({ kind }) => kind === 'file')
    .map(({ parts }) => quoted(parts.slice(Math.min(unit.length, parts.length - 1)).join('/')));
  if (names.length === 0)
    return {
      pl: 'niczego w nim nie ma; oddać trzeba notatnik, plik .ipynb',
      en: 'there is nothing in it; what has to be handed in is the notebook, the .ipynb file',
    };
  const few =
    names.slice(0, mostNamed).join(', ') + (names.length > mostNamed ? ` +${names.length - mostNamed}` : '');
  const packed = names.some(isOtherArchiveName);
  return {
    pl: `nie ma notatnika, tylko: ${few}; oddać trzeba plik .ipynb${packed ? ', sam albo w archiwum zip' : ' zapisany w JupyterLab'}`,
    en: `there is no notebook, only: ${few}; hand in the .ipynb file${packed ? ', by itself or in a zip' : ' as JupyterLab saves it'}`,
  };
}

const mostNamed = 5;

const quoted = (name: string): string => name.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').slice(0, 120);
