/** Which of a program's descriptors would be the kernel's own, and what it gets in their place. */

/** By the program's descriptor: where the kernel prints what comes out of it. */
export type Printed = Map<number, 'stdout' | 'stderr'>;

/** What a program is started with, and what of it is to be printed. */
export interface Redirection {
  stdio: unknown[];
  printed: Printed;
}

/**
 * Leads what a program would inherit to pipes, and its stdin to nowhere.
 *
 * @param stdio as `node:child_process` takes it
 * @param extra what stands behind the three usual ones where `stdio` is one word, as `ipc` does for `fork`
 * @returns undefined where the program inherits nothing
 */
export function redirection(stdio: unknown, extra: string[] = []): Redirection | undefined {
  const asked = Array.isArray(stdio) ? stdio : [stdio, stdio, stdio, ...extra];
  const printed: Printed = new Map();
  const given = asked.map((value: unknown, descriptor) => {
    const inherited = inheritedFrom(value, descriptor);
    if (inherited === 0) return 'ignore';
    if (inherited === undefined) return value;
    printed.set(descriptor, inherited === 1 ? 'stdout' : 'stderr');
    return 'pipe';
  });
  return given.every((value, descriptor) => value === asked[descriptor])
    ? undefined
    : { stdio: given, printed };
}

/** Which of the kernel's first three descriptors a program would get; undefined for none of them. */
function inheritedFrom(value: unknown, descriptor: number): number | undefined {
  const own = [process.stdin, process.stdout, process.stderr].indexOf(value as typeof process.stdin);
  const wanted = value === 'inherit' ? descriptor : typeof value === 'number' ? value : own;
  return wanted >= 0 && wanted <= 2 ? wanted : undefined;
}
