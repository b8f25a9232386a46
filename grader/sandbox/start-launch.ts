import { type ChildProcess, type StdioNull, type StdioPipe, spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { endable } from '#setup/programs/end-program.mjs';
import { filterFd } from './command-line';
import type { Launch } from './launch';

type Stream = StdioNull | StdioPipe;

/**
 * Starts a program behind its layers, in a session of its own and far from the grader's folder.
 *
 * @param streams the program's file descriptors from 0 on; those after them are the layers' own
 * @param environment all of it: nothing of the grader's own goes along
 * @throws {Error} where the system refuses another process or pipe
 */
export function startLaunch(
  { command, args, filter }: Launch,
  streams: [Stream, Stream, Stream, Stream],
  environment: Record<string, string>,
): ChildProcess {
  // Opened for each child: programs that share an open file share their place in it, too.
  const opened = filter === undefined ? undefined : openSync(filter, 'r');
  const stdio: (Stream | number)[] = [...streams];
  if (opened !== undefined) stdio[filterFd] = opened;
  try {
    return spawn(command, args, { env: environment, stdio, ...endable(), cwd: '/' });
  } finally {
    if (opened !== undefined) closeSync(opened);
  }
}
