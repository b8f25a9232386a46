import { fold } from './plain-owner';
import type { Row } from './row';

/**
 * The name of each row's student as the reports show it: one spelling for one student, and the platform's number behind
 * a name that another student has too.
 *
 * @param rows in the order of the report
 */
export function tellApart(rows: Row[]): string[] {
  const keys = new Set(rows.map(({ owner }) => owner.key));
  const keyOf = ({ owner }: Row): string => {
    const first = owner.key.replace(/[ _-]v\d+$/, ''); // ada_v2 is ada's where there is an ada
    return keys.has(first) ? first : owner.key;
  };
  const spelling = new Map<string, string>();
  const namesakes = new Map<string, Set<string>>();
  for (const row of rows) {
    const key = keyOf(row);
    if (key === row.owner.key && !spelling.has(key)) spelling.set(key, row.owner.student);
    const name = fold(row.owner.student);
    namesakes.set(name, (namesakes.get(name) ?? new Set()).add(key));
  }
  return rows.map((row) => {
    const name = spelling.get(keyOf(row)) ?? row.owner.student;
    const isShared = (namesakes.get(fold(name))?.size ?? 0) > 1;
    return isShared && row.owner.id !== undefined ? `${name} (${row.owner.id})` : name;
  });
}
