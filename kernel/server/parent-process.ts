/**
 * The Jupyter server that started this process: one that is killed says no goodbye. On Windows Jupyter names itself by
 * a handle that says nothing here, and the number of the parent stays when it is gone.
 *
 * @returns its number; undefined where something else has started this process
 */
export function parentProcess(
  { JPY_PARENT_PID: named }: NodeJS.ProcessEnv = process.env,
  { ppid, platform }: Pick<NodeJS.Process, 'ppid' | 'platform'> = process,
): number | undefined {
  const isParent = platform === 'win32' ? named !== undefined : Number(named) === ppid;
  return isParent && ppid > 1 ? ppid : undefined;
}

/** Whether the process that {@link parentProcess} named is gone. */
export function hasEnded(
  parent: number,
  { ppid, platform, kill }: Pick<NodeJS.Process, 'ppid' | 'platform' | 'kill'> = process,
): boolean {
  if (platform !== 'win32') return ppid !== parent;
  try {
    return !kill(parent, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}
