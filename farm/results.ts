import type { Database } from './database.ts';
import { ungraded } from './grader.ts';

type Result = ReturnType<typeof ungraded>;

/** A hand-in with the key under which the journal keeps its result. */
export interface Kept {
  file: string;
  student: string;
  id?: string;
  key: string;
  /** Undefined where the journal has it. */
  result?: Result;
}

/**
 * The results of some hand-ins, in their order. What has no mark is the grader's fault and never a zero.
 *
 * @param isKnown whether the journal has what stands under a key: then it is not fetched
 */
export async function resultOf(
  db: Database,
  batch: string,
  some: readonly { file: string; student: string; id?: string }[],
  isKnown: (key: string) => boolean = () => false,
): Promise<Kept[]> {
  const { rows } = await db.query(
    `select h.file, h.key, h.assignment, h.result as unread, m.key is not null as marked,
       (select reason from farm.fault f where f.batch = h.batch and f.key = h.key order by number desc limit 1) as fault,
       (select count(*)::int from farm.attempt a where a.batch = h.batch and a.key = h.key) as attempts
     from farm.hand_in h left join farm.mark m on m.batch = h.batch and m.key = h.key
     where h.batch = $1 and h.file = any($2)`,
    [batch, some.map(({ file }) => file)],
  );
  const found = new Map(rows.map((row) => [row.file, row]));
  const wanted = [...new Set(rows.filter((row) => row.marked && !isKnown(row.key)).map(({ key }) => key))];
  const marks = await db.query('select key, result from farm.mark where batch = $1 and key = any($2)', [
    ...[batch, wanted],
  ]);
  const results = new Map(marks.rows.map(({ key, result }) => [key, JSON.parse(result) as Result]));
  const given = new Set<string>();
  return some.map((person): Kept => {
    const { file } = person;
    const { key, assignment, unread, marked, fault, attempts } = found.get(file);
    if (unread !== null) return { ...person, key: `file:${file}`, result: JSON.parse(unread) };
    if (!marked) return { ...person, key: `file:${file}`, result: faulty(assignment, fault, attempts) };
    const result = given.has(key) ? undefined : results.get(key); // a copy's stands once
    given.add(key);
    return { ...person, key, ...(result && { result }) };
  });
}

/** What the grader said of itself, or that machines died over the hand-in. */
function faulty(assignment: string, fault: string | null, attempts: number): Result {
  try {
    if (fault !== null) return JSON.parse(fault);
  } catch {} // a fault of the farm's own
  const message =
    fault === null
      ? {
          pl: `zawiódł system oceniania: maszyna padła przy tej pracy ${attempts} razy; npm run farm -- retry spróbuje znów`,
          en: `the grader failed: a machine died over this hand-in ${attempts} times; npm run farm -- retry tries it again`,
        }
      : { pl: `zawiódł system oceniania: ${fault}`, en: `the grader failed: ${fault}` };
  return ungraded('grader-fault', assignment, message);
}
