import { UsageError } from '#setup/commands/usage-error.mjs';
import type { Override } from './overrides';

/** Someone whose work is graded. */
export interface Person {
  /** As the reports name them. */
  student: string;
  /** The platform's number for them, where it gives one. */
  id?: string | undefined;
}

/**
 * Finds whom each row is about, by the name in the reports or by the platform's number. Names may be written in any of
 * Unicode's forms, and as report.csv writes them.
 *
 * @param people whose work is graded
 * @returns the rows with the reports' own names
 * @throws {UsageError} where a row names nobody, or two people, or stands twice
 */
export function matchOverrides(overrides: readonly Override[], people: readonly Person[]): Override[] {
  const named = new Map<string, Set<string>>();
  const note = (key: string, student: string) => named.set(key, (named.get(key) ?? new Set()).add(student));
  for (const { student, id } of people) {
    note(student.normalize('NFC'), student);
    if (id) note(id, student);
  }
  const found = (name: string) => named.get(name) ?? named.get(name.replace(/^'/, '')) ?? new Set<string>();
  const rows = new Map<string, Override>();
  return overrides.map((override) => {
    const students = [...found(override.student.normalize('NFC'))];
    const at = `Cannot use ${override.place}`;
    const given = JSON.stringify(override.student);
    if (students.length > 1)
      throw new UsageError(
        `${at}: student must be one of ${students.join(', ')}, and ${given} is each of them`,
      );
    const [student] = students;
    if (student === undefined)
      throw new UsageError(`${at}: student must be ${choice(override.student, people)}, got ${given}`);
    const key = `${override.exercise} ${student}`;
    const earlier = rows.get(key);
    if (earlier)
      throw new UsageError(
        `${at}: a student's exercise may stand once, and ${override.exercise} of ${student} stands in ${earlier.place} too`,
      );
    rows.set(key, override);
    return { ...override, student };
  });
}

/**
 * @param handedIn the lectures of which each student has handed in work
 * @throws {UsageError} where a row is about an exercise of a lecture of which its student has handed in nothing
 */
export function mustFit(
  overrides: readonly Override[],
  handedIn: ReadonlyMap<string, ReadonlySet<string>>,
): void {
  for (const { student, lecture, exercise, place } of overrides)
    if (!handedIn.get(student)?.has(lecture))
      throw new UsageError(
        `Cannot use ${place}: exercise must be one of a lecture that the student has handed in, and ${student} has handed in nothing of ${exercise}'s`,
      );
}

/** Whom the row may have meant: those who share a word with it, else a few, so that a class's list is no wall of text. */
function choice(name: string, people: readonly Person[]): string {
  const words = (text: string) =>
    text
      .normalize('NFC')
      .toLowerCase()
      .split(/[^\p{L}\p{N}]+/u)
      .filter(Boolean);
  const given = new Set(words(name));
  const students = [...new Set(people.map(({ student }) => student))];
  const alike = students.filter((student) => words(student).some((word) => given.has(word)));
  const shown = (alike.length > 0 ? alike : students).slice(0, 5);
  return `one of those who are graded (${shown.join(', ')}${shown.length < students.length ? ', …' : ''})`;
}
