import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const known = new Map<string, string | undefined>();

/** Where a program stands on the grader's PATH, since children have none; undefined where it is not installed. */
export function programPath(name: string): string | undefined {
  if (!known.has(name)) known.set(name, findProgram(name));
  return known.get(name);
}

function findProgram(name: string): string | undefined {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/bin', '/usr/sbin'];
  return folders
    .filter(Boolean)
    .map((folder) => join(folder, name))
    .find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
