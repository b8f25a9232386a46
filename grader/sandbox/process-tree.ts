import { readdirSync, readFileSync } from 'node:fs';

/** What the system says of one process. */
export interface ProcessState {
  pid: number;
  parent: number;
  session: number;
  /** CPU time of the process and of its ended, reaped children, in seconds. */
  cpuSeconds: number;
  /** Waits for nothing: a zombie or dead. */
  ended: boolean;
}

/** Linux counts CPU time in hundredths of a second, whatever the kernel's own tick. */
const ticksPerSecond = 100;

/** Whether the system tells of its processes the way this file reads it (Linux); under Wine a file of Linux's may be met. */
export function canReadProcesses(): boolean {
  return process.platform === 'linux' && readProcess(process.pid) !== undefined;
}

/** @returns undefined where there is no such process any more */
export function readProcess(pid: number): ProcessState | undefined {
  try {
    const fields = fieldsOf(pid);
    const number = (index: number): number => Number(fields[index]);
    return {
      pid,
      parent: number(1),
      session: number(3),
      cpuSeconds: (number(11) + number(12) + number(13) + number(14)) / ticksPerSecond,
      ended: fields[0] === 'Z' || fields[0] === 'X',
    };
  } catch {
    return undefined;
  }
}

/** When a process began, in the system's ticks: with its number it names one process. Undefined where nothing tells. */
export function beganAt(pid: number): string | undefined {
  try {
    return fieldsOf(pid)[19];
  } catch {
    return undefined;
  }
}

/** What the system says of a process, from its state on. The name before may hold any character, also parentheses. */
function fieldsOf(pid: number): string[] {
  const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** The user that a process runs as; undefined where there is no such process any more. */
export function uidOf(pid: number): number | undefined {
  try {
    const line = /^Uid:\s*(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'latin1'));
    return line ? Number(line[1]) : undefined;
  } catch {
    return undefined;
  }
}

/** The process with all its descendants that live. */
export function treeOf(root: number): ProcessState[] {
  const tree: ProcessState[] = [];
  for (const queue = [root]; queue.length > 0; ) {
    const state = readProcess(queue.pop() as number);
    if (state === undefined) continue;
    tree.push(state);
    queue.push(...childrenOf(state.pid));
  }
  return tree;
}

/** The processes that a process has started and that live. */
export function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      readFileSync(`/proc/${pid}/task/${thread}/children`, 'latin1').split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

/** Every process of the machine that can be seen. */
export function allProcesses(): ProcessState[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => readProcess(Number(name)))
    .filter((state) => state !== undefined);
}

/** What the busiest thread of these processes does: it runs or could run, waits for a disk, or sleeps. */
export function activityOf(processes: ProcessState[]): 'running' | 'waiting' | 'asleep' {
  const states = processes.flatMap(({ pid }) => threadStates(pid));
  if (states.includes('R')) return 'running';
  return states.includes('D') ? 'waiting' : 'asleep';
}

function threadStates(pid: number): (string | undefined)[] {
  try {
    return readdirSync(`/proc/${pid}/task`).map((thread) => {
      const stat = readFileSync(`/proc/${pid}/task/${thread}/stat`, 'latin1');
      return stat[stat.lastIndexOf(')') + 2];
    });
  } catch {
    return []; // it has just ended
  }
}
