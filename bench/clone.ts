import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { UsageError } from '#setup/commands/usage-error.mjs';

/** A set-up clone of the project. */
export interface Clone {
  root: string;
  /** The file that `require('bayes-notebooks')` loads there. */
  door: string;
  /** `4db0bc5`, with `-dirty` where files have changed since; else the folder, where it is no clone of git's. */
  commit: string;
}

/**
 * Finds what is needed of a clone, whose files may stand elsewhere than here: its package.json says where its door is.
 *
 * @throws {UsageError} where the folder is none, or is not set up
 */
export function cloneAt(folder: string): Clone {
  const root = resolve(folder);
  const { name, main = '' } = existsSync(join(root, 'package.json'))
    ? JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    : {};
  if (name !== 'bayes-notebooks')
    throw new UsageError(
      `Cannot compare with ${folder}: it must be a clone of this project; make one: git clone . DIR, then npm run setup in DIR`,
    );
  const door = join(root, main);
  if (!existsSync(door) || !existsSync(join(root, 'node_modules')))
    throw new UsageError(`Cannot compare with ${folder}: it is not set up; run there: npm run setup`);
  return { root, door, commit: commitOf(root) };
}

/**
 * The clone, with what has changed there since its set-up compiled: the commit that is named is what is measured.
 *
 * @throws {UsageError} as {@link cloneAt}, and where it does not compile
 */
export function builtClone(folder: string): Clone {
  const clone = cloneAt(folder);
  const { status } = runIn(clone.root, ['build']);
  if (status !== 0)
    throw new UsageError(`Cannot compare with ${folder}: it does not compile; see there: npm run build`);
  return clone;
}

/** Runs one of a clone's own commands to its end. */
export const runIn = (root: string, argv: string[]) =>
  spawnSync(process.execPath, [join(root, 'bin', 'bayes.mjs'), ...argv], { cwd: root, encoding: 'utf8' });

/** Of this folder itself: not that of a clone around it. */
function commitOf(root: string): string {
  const ofFolder = [`--git-dir=${join(root, '.git')}`, `--work-tree=${root}`];
  const describe = ['describe', '--always', '--dirty', '--exclude=*'];
  const { status, stdout } = spawnSync('git', [...ofFolder, ...describe], { encoding: 'utf8' });
  return status === 0 ? stdout.trim() : root;
}
