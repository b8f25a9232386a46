import { existsSync, lstatSync, readdirSync, realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, relative, sep } from 'node:path';
import { root as projectRoot } from '#setup/project-paths.mjs';

/**
 * Whether all that is to be graded is the user's own: it lies in the project's notebooks/ or solutions/, or in the
 * copy that `npm start` makes where the project cannot be written, and is no archive. Links are followed to where
 * they lead.
 *
 * @param paths as typed
 * @param home the user's; an account may have none
 */
export function isOwnWork(paths: string[], home = homeFolder()): boolean {
  const folders = [...editions(projectRoot), ...(home ? copyIn(home) : [])]
    .filter(existsSync)
    .map((one) => realpathSync(one));
  return paths.every((path) => {
    const real = realpathSync(path);
    return folders.some((folder) => isWithin(folder, real)) && !holdsArchive(real);
  });
}

function homeFolder(): string | undefined {
  try {
    return homedir();
  } catch {
    return undefined;
  }
}

const editions = (folder: string): string[] => [join(folder, 'notebooks'), join(folder, 'solutions')];

/** A clone of the project may stand under the same name, with a class's work beside the notebooks. */
function copyIn(home: string): string[] {
  const folder = join(home, 'bayes-notebooks');
  return existsSync(join(folder, 'package.json')) ? editions(folder) : [folder];
}

function isWithin(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

const archive = /\.(zip|tar|t?gz|t?bz2|t?xz|zst|7z|rar)$/i;

/** What is packed was handed in by someone. Links in a folder are not followed, as when it is graded. */
function holdsArchive(path: string): boolean {
  if (!lstatSync(path).isDirectory()) return archive.test(path);
  return readdirSync(path, { withFileTypes: true }).some((entry) =>
    entry.isDirectory() ? holdsArchive(join(path, entry.name)) : archive.test(entry.name),
  );
}
