import { isArchiveName, stemOf } from './file-kinds';
import type { Leaf } from './leaf';
import type { Owner } from './owner';
import { isNobodys, nameInStem, withoutCopyMarks } from './plain-name';
import { platformName } from './platform-name';
import { SharedNames } from './shared-names';
import { StudentFolders } from './student-folders';

/**
 * Tells whose a file is. A platform's own name of a folder or file decides, the outermost first, since students choose
 * the names inside. Else it is the file's stem, or its folder's name where any student's file may be called so.
 */
export class Students {
  readonly #shared: SharedNames;
  readonly #folders: StudentFolders;

  /** @param leaves all that was found: what several students' files and folders are called names none of them */
  constructor(leaves: Leaf[]) {
    this.#shared = new SharedNames(leaves);
    this.#folders = new StudentFolders(leaves, (parts) => this.#alone(shortened(parts), true));
  }

  /** @param isFile whether the last part is a file, which names its student by its stem */
  of(names: string[], isFile: boolean): Owner {
    const parts = shortened(names);
    const owner = this.#alone(parts, isFile);
    if (owner.depth < parts.length - 1) return owner;
    const depth = this.#folders.depthOf(parts);
    return depth === undefined ? owner : plain(containerName(parts[depth] as string), depth);
  }

  /** Whose it is by its own names. */
  #alone(parts: string[], isFile: boolean): Owner {
    return ofPlatform(parts, isFile) ?? this.#ofPlain(parts, isFile);
  }

  /** Whether a platform's name, or where it keeps hand-ins, tells the student. */
  isPlatforms(parts: string[], isFile: boolean): boolean {
    return ofPlatform(parts, isFile) !== undefined;
  }

  /** Which part is an archive that stands beside other hand-ins: a class's, or one student's. */
  archiveAmongOthers(parts: string[]): number | undefined {
    const depth = parts.findIndex(
      (part, i) => i > 0 && isArchiveName(part) && !this.#shared.isAlone(parts, i),
    );
    return depth === -1 ? undefined : depth;
  }

  #ofPlain(parts: string[], isFile: boolean): Owner {
    const last = parts.length - 1;
    const inner = this.#shared.innerArchive(parts);
    if (inner !== undefined && !isNobodys(stemOf(parts[inner] as string)))
      return plain(stemOf(parts[inner] as string), inner);
    const version = parts.findIndex((part, depth) => depth > 0 && isVersion(part));
    const stem = stemOf(parts[last] as string);
    const names =
      isFile && version === -1 && !isNobodys(stem) && !this.#shared.isSharedStem(parts[last] as string);
    return names
      ? plain(stem, last)
      : this.#ofFolder(parts, version === -1 ? last - (isFile ? 1 : 0) : version - 1);
  }

  /** By the innermost folder or archive that is called as no other student's, else by the innermost. */
  #ofFolder(parts: string[], innermost: number): Owner {
    const depths = Array.from({ length: innermost + 1 }, (_, i) => innermost - i).filter((depth) => {
      const name = containerName(parts[depth] as string);
      return name !== '' && name !== '.' && !isNobodys(name);
    });
    const depth =
      depths.find(
        (one) => one > 0 && !isAssignments(parts[one] as string) && !this.#shared.isSharedFolder(parts, one),
      ) ?? depths[0];
    if (depth === undefined) return plain(stemOf(parts.at(-1) as string), parts.length - 1);
    return plain(containerName(parts[depth] as string), depth);
  }
}

/** By the outermost part that a platform has named, or that stands where one keeps students' folders. */
function ofPlatform(parts: string[], isFile: boolean): Owner | undefined {
  const folders = parts.length - (isFile ? 1 : 0);
  for (const [depth, part] of parts.entries()) {
    const found = platformName(part, depth >= folders || isArchiveName(part), depth <= 1);
    if (found) {
      const { platform, student, id } = found;
      return {
        student: student.normalize('NFC'),
        id,
        key: JSON.stringify([platform, id, fold(student)]),
        depth,
      };
    }
    const ofNbgrader = part === 'submitted' && folders - depth > (isFile ? 2 : 1); // STUDENT/ps1/file
    const ofTeams =
      /^(?:(?:submitted|working) files|przesłane pliki|pliki robocze)$/i.test(part) && folders - depth > 1;
    if (ofNbgrader || ofTeams) return plain(parts[depth + 1] as string, depth + 1);
  }
  return undefined;
}

/** As long as a file system allows: what a zip says beyond it names nobody. */
const longestName = 255;

const shortened = (names: string[]): string[] => names.map((part) => part.slice(0, longestName));

const plain = (name: string, depth: number): Owner => {
  const student = nameInStem(name) || 'unnamed';
  return { student, key: fold(student), depth };
};

const containerName = (part: string): string => withoutCopyMarks(isArchiveName(part) ? stemOf(part) : part);

const isVersion = (name: string): boolean => /^(?:version|wersja) \d+$/i.test(name);

/** A folder for an assignment, or within one student's work. */
const isAssignments = (name: string): boolean =>
  /^(?:(?:ps|hw|lab|ex|exercises?|zad|zadani[ae]|homework|assignments?|projekt|project|lecture|wykład|week|tydzień)[ _-]?\d*|src|code|kod|notebooks?|notatniki?|solutions?|rozwiązani[ae])$/i.test(
    name,
  );

/** One spelling for names that differ in case, accents' encoding or spaces alone. */
export const fold = (name: string): string => name.normalize('NFC').toLowerCase().replace(/\s+/g, ' ').trim();
