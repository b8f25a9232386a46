import type { Words } from '../../lib/language';
import type { Row } from './row';
import type { Students } from './students';

/** The most rows of one student: more notebooks are no hand-in, and would take the others' time. */
const mostOfOne = 50;

/** The most rows of an archive among other hand-ins, which may be a class's or one student's. */
const mostOfArchive = 500;

/**
 * Puts one row in the place of thousands that one hand-in has brought along: no notebook is chosen by chance, and its
 * student is told to hand in one. Nobody else's rows are counted with them.
 */
export function limitHandIns(rows: Row[], students: Students): Row[] {
  const fewer = limit(rows, mostOfOne, ({ parts, owner }) => {
    const named = parts.slice(0, owner.depth + 1);
    return { parts: named, owner, within: named.length < parts.length ? named : parts.slice(0, -1) };
  });
  return limit(fewer, mostOfArchive, ({ parts }) => {
    const depth = students.archiveAmongOthers(parts);
    if (depth === undefined) return undefined;
    const archive = parts.slice(0, depth + 1);
    return { parts: archive, owner: students.of(archive, false), within: archive };
  });
}

/** The row that is to stand for several, and the folder or archive in which they are counted. */
type Group = Pick<Row, 'parts' | 'owner'> & { within: string[] };

function limit(rows: Row[], most: number, groupOf: (row: Row) => Group | undefined): Row[] {
  const groups = rows.map(groupOf);
  const keys = groups.map((group) => group && JSON.stringify([group.owner.key, group.within]));
  const counts = new Map<string, number>();
  for (const key of keys) if (key) counts.set(key, (counts.get(key) ?? 0) + 1);
  const said = new Set<string>();
  return rows.flatMap((row, i) => {
    const [key, group] = [keys[i], groups[i]];
    const count = key === undefined ? 0 : (counts.get(key) ?? 0);
    if (!key || !group || count <= most) return [row];
    if (said.has(key)) return [];
    said.add(key);
    return [{ parts: group.parts, owner: group.owner, message: tooMany(count, most) }];
  });
}

const tooMany = (count: number, most: number): Words => ({
  pl: `notatników i archiwów jest w tym ${count}, a z jednej oddanej pracy ocenia się najwyżej ${most}: oddaj jeden (archiwum całej grupy ocenia się, podając w poleceniu samo to archiwum)`,
  en: `there are ${count} notebooks and archives in it, and at most ${most} of one hand-in are graded: hand in one (a whole class's archive is graded by naming it alone in the command)`,
});
