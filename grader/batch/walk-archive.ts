import { stat } from 'node:fs/promises';
import type { Words } from '../../lib/language';
import type { ArchiveEntry } from '../archives/archive';
import type { Archives } from '../submission/archives';
import type { Place } from '../submission/place';
import { maxBytes } from '../submission/structure-limits';
import {
  isArchiveName,
  isClutter,
  isHidden,
  isNotebookName,
  isOverrides,
  looksHandedIn,
  mayBeNotebook,
} from './file-kinds';
import { isLink, type Leaf } from './leaf';
import { ofPlatform } from './platform-owner';
import { WalkAllowance } from './walk-allowance';

/** How deep archives may stand in archives: the platform's, a student's, and three more for the way it was packed. */
const mostNested = 5;

/**
 * Finds what stands in an archive, and in the archives in it.
 *
 * @param place of a file
 * @param parts the names that lead to it, its own the last
 * @param opener looks into archives
 */
export async function* walkArchive(place: Place, parts: string[], opener: Archives): AsyncGenerator<Leaf> {
  const { size } = await stat(place.path);
  yield* walk(place, parts, [parts.length - 1], WalkAllowance.ofFile(size), opener);
}

async function* walk(
  place: Place,
  parts: string[],
  archives: number[],
  allowance: WalkAllowance,
  opener: Archives,
): AsyncGenerator<Leaf> {
  const refused = (message: Words, inside: string[] = []): Leaf => ({
    parts: [...parts, ...inside],
    archives,
    kind: 'refused',
    message,
  });
  if (place.inside.length >= mostNested) return yield refused(nestedTooDeep);
  const { entries, damage } = await opener.list(place);
  if (!allowance.list(entries.length)) return yield refused(tooMuch);
  if (damage) yield refused(damage);
  let isEmpty = !damage;
  for (const entry of withoutFilledFolders(entries)) {
    const inside = entry.name.split('/');
    const name = inside.at(-1) as string;
    if (isLeftOut(inside, entry)) continue;
    isEmpty = false;
    const leaf = { parts: [...parts, ...inside], archives };
    const inner = { path: place.path, inside: [...place.inside, entry.name] };
    const isRead = isNotebookName(name) || isArchiveName(name);
    if (isOverrides(name)) yield { ...leaf, kind: 'ignored' };
    else if (entry.kind === 'folder') yield { ...leaf, kind: 'empty' };
    else if (entry.kind === 'outside') yield refused(leadsOut);
    else if (entry.kind === 'link' && (isRead || looksHandedIn(name) || mayBeNotebook(name)))
      yield refused(isLink, inside);
    else if (entry.refused && isRead) yield refused(entry.refused, inside);
    else if (isNotebookName(name)) yield { ...leaf, kind: 'notebook', place: inner };
    else if (isArchiveName(name)) {
      const own = handInsOwn(allowance, leaf.parts, place);
      if (own.unpack(entry.size))
        yield* walk(inner, leaf.parts, [...archives, leaf.parts.length - 1], own, opener);
      else yield refused(tooMuch, inside);
    } else if (
      couldBeNotebook(entry, handInsOwn(allowance, leaf.parts, place)) &&
      (await opener.beginsLikeNotebook(inner))
    )
      yield { ...leaf, kind: 'notebook', place: inner };
    else yield { ...leaf, kind: 'file' };
  }
  if (isEmpty) yield { parts, archives, kind: 'empty' };
}

/** A hand-in is what a platform names, or an archive in a class's archive. */
const handInsOwn = (allowance: WalkAllowance, parts: string[], { inside }: Place): WalkAllowance =>
  inside.length === 0 ? allowance.ofHandIn(ofPlatform(parts, true)?.key ?? parts.join('/')) : allowance;

/** All entries but folders in which others stand. */
function withoutFilledFolders(entries: ArchiveEntry[]): ArchiveEntry[] {
  const filled = new Set<string>();
  for (const { name } of entries) {
    for (let at = name.lastIndexOf('/'); at !== -1; at = name.lastIndexOf('/', at - 1)) {
      const folder = name.slice(0, at);
      if (filled.has(folder)) break; // and so are those around it
      filled.add(folder);
      if (at === 0) break;
    }
  }
  return entries.filter(({ kind, name }) => kind !== 'folder' || !filled.has(name));
}

const isLeftOut = (inside: string[], { kind }: ArchiveEntry): boolean =>
  inside.some((part, i) => isClutter(part) || isHidden(part, i < inside.length - 1 || kind === 'folder'));

/** By its name, its size and what may still be unpacked. */
function couldBeNotebook(entry: ArchiveEntry, allowance: WalkAllowance): boolean {
  const base = entry.name.slice(entry.name.lastIndexOf('/') + 1);
  if (entry.kind !== 'file' || entry.refused || !mayBeNotebook(base)) return false;
  return entry.size <= maxBytes && allowance.unpack(entry.size);
}

const leadsOut = {
  pl: 'nazwa pliku w nim prowadzi poza archiwum (..)',
  en: 'the name of a file in it leads out of the archive (..)',
};

const nestedTooDeep = {
  pl: `archiwum w archiwum, głębiej niż ${mostNested} poziomów: spakuj notatnik raz`,
  en: `an archive in an archive, more than ${mostNested} deep: pack the notebook once`,
};

const tooMuch = {
  pl: 'archiwum zawiera więcej, niż można rozpakować: oddaj sam notatnik',
  en: 'the archive holds more than can be unpacked: hand in the notebook alone',
};
