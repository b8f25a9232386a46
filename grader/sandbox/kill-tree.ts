import type { ChildProcess } from 'node:child_process';
import { endProgram } from '#setup/programs/end-program.mjs';
import type { Launch } from './launch';
import { allProcesses, canReadProcesses, childrenOf, treeOf, uidOf } from './process-tree';

/**
 * Kills a child with everything that it started.
 *
 * In a process namespace the kernel does it: the namespace ends with its first process, and the program that holds
 * it, once that is gone. Else by looking for descendants, for the child's session and for its own user's processes,
 * until none is left, since a process may start another while it is looked for.
 */
export function killTree(child: ChildProcess, { namespace, uid }: Launch): void {
  const { pid } = child;
  if (pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    if (pid !== undefined && !namespace && canReadProcesses()) killLeftOvers(pid, uid, new Set());
    return;
  }
  if (!canReadProcesses()) {
    endProgram(pid);
    return;
  }
  const first = namespace ? childrenOf(pid) : [];
  if (first.length > 0) first.forEach(kill);
  else if (namespace) kill(pid);
  else killLeftOvers(pid, uid, new Set(treeOf(pid).map((state) => state.pid)));
}

const maxRounds = 100;

function killLeftOvers(session: number, uid: number | undefined, descendants: Set<number>): void {
  for (let round = 0; round < maxRounds; round++) {
    const left = allProcesses().filter(
      (state) =>
        !state.ended &&
        (descendants.has(state.pid) ||
          descendants.has(state.parent) ||
          state.session === session ||
          (uid !== undefined && uidOf(state.pid) === uid)),
    );
    if (left.length === 0) return;
    for (const { pid } of left) {
      descendants.add(pid);
      kill(pid);
    }
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // it has just ended
  }
}
