import { delimiter } from 'node:path';
import { onPath } from '#setup/programs/on-path.mjs';

const known = new Map<string, string | undefined>();

/** Where programs stand for a grader that was started without a PATH, as some schedulers do. */
const usualFolders = ['/usr/bin', '/bin', '/usr/sbin'];

/** Where a program stands on the grader's PATH, since children have none; undefined where it is not installed. */
export function programPath(name: string): string | undefined {
  const folders = process.env.PATH || usualFolders.join(delimiter);
  if (!known.has(name)) known.set(name, onPath(name, folders));
  return known.get(name);
}
