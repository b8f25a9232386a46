import { delimiter } from 'node:path';
import { onPath } from '#setup/programs/on-path.mjs';

const known = new Map<string, string | undefined>();

/** Where a program stands on the grader's PATH, since children have none; undefined where it is not installed. */
export function programPath(name: string): string | undefined {
  const folders = [process.env.PATH ?? '', '/usr/bin', '/bin', '/usr/sbin'].join(delimiter);
  if (!known.has(name)) known.set(name, onPath(name, folders));
  return known.get(name);
}
