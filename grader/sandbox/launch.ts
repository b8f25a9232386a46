/** A command line that starts a program behind the layers that this machine has. */
export interface Launch {
  command: string;
  args: string[];
  /** The user that the child's processes belong to and nothing else does, where the grader may give it one. */
  uid?: number;
  /** A file that the command reads on file descriptor `filterFd`: the filter of system calls. */
  filter?: string;
  /** The command holds all others in a process namespace of its own: with the first of them, all are gone. */
  namespace: boolean;
}

/** Which layers stand around a child. */
export interface LaunchLayers {
  /** Node's permission model, by the name of its option in this version. */
  permission?: '--permission' | '--experimental-permission';
  /** A user of its own for each child: only root can give it. */
  unprivilegedUser: boolean;
  /** Limits on memory, processes, file size and CPU time, and the end of the child with its parent. */
  resourceLimits: boolean;
  /** Namespaces of its own, and the options that this version of bubblewrap knows. */
  bubblewrap?: { disableUserns: boolean; size: boolean };
  /** A filter of system calls, which bubblewrap hands to the kernel: nothing without it. */
  systemCallFilter?: boolean;
}

export const noLayers: LaunchLayers = { unprivilegedUser: false, resourceLimits: false };
