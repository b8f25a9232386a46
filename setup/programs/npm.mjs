import { existsSync } from 'node:fs';
import { posix, win32 } from 'node:path';
import { onPath } from './on-path.mjs';

/**
 * The npm that started this process where there is one, else the one beside this Node or on the PATH. On Windows what
 * stands on the PATH is a script for a shell; the program that it would start stands beside it.
 * @param {Record<string, string | undefined>} [environment]
 * @param {Pick<NodeJS.Process, 'execPath' | 'platform'>} [node]
 * @returns {string[] | undefined} its command; undefined where there is none
 */
export function npmCommand(environment = process.env, { execPath, platform } = process) {
  const { delimiter, dirname, join } = platform === 'win32' ? win32 : posix;
  const started = environment.npm_execpath;
  if (started && /npm-cli\.c?js$/.test(started) && existsSync(started)) return [execPath, started];
  const folders = [dirname(execPath), environment.PATH ?? ''].join(delimiter);
  const npm = onPath('npm', folders, platform, ['.cmd']);
  if (npm === undefined || platform !== 'win32') return npm === undefined ? undefined : [npm];
  const program = join(dirname(npm), 'node_modules', 'npm', 'bin', 'npm-cli.js');
  return existsSync(program) ? [execPath, program] : undefined;
}
