import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = 100; // USER_HZ, which Linux has kept for all its machines
const kibPerMib = 1024;

/**
 * Processor time that a process has used so far, all its threads together, in seconds, to 10 ms.
 *
 * @throws {Error} where there is no /proc, or no such process
 */
export function cpuSeconds(pid: number): number {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  // The program's name, in brackets, may hold spaces; utime and stime are the 14th and 15th fields.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

/**
 * Processor time that the living threads of a process have used so far, in seconds, to the nanosecond: for what uses less
 * than a tick, and starts and ends no thread.
 *
 * @throws {Error} where there is no /proc, or no such process
 */
export function threadSeconds(pid: number): number {
  const tasks = `/proc/${pid}/task`;
  const running = readdirSync(tasks).map((task) => {
    const [nanoseconds] = readFileSync(`${tasks}/${task}/schedstat`, 'utf8').split(' ');
    return Number(nanoseconds) / 1e9;
  });
  return running.reduce((sum, seconds) => sum + seconds, 0);
}

/** Memory that a process has written to and shares with no other, in MiB. */
export function privateDirtyMib(pid: number): number {
  return kibOf(pid, 'Private_Dirty') / kibPerMib;
}

/** A process's part of memory: what it has for itself, and its share of what it has with others (PSS), in MB. */
export function proportionalMb(pid: number): number {
  return (kibOf(pid, 'Pss') * 1024) / 1e6;
}

/** Memory that would be free if a process ended: what no other has too (USS), in MB. */
export function uniqueMb(pid: number): number {
  return ((kibOf(pid, 'Private_Clean') + kibOf(pid, 'Private_Dirty')) * 1024) / 1e6;
}

/** A field of what Linux sums up of a process's memory, in KiB. */
function kibOf(pid: number, field: string): number {
  const sums = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  const [, kib] = new RegExp(`^${field}:\\s+(\\d+) kB$`, 'm').exec(sums) ?? [];
  return Number(kib);
}

/** How many files and folders a process has inotify watch. */
export function inotifyWatches(pid: number): number {
  const folder = `/proc/${pid}/fdinfo`;
  const lines = readdirSync(folder).map((fd) => readFileSync(`${folder}/${fd}`, 'utf8'));
  return lines.join('\n').match(/^inotify wd:/gm)?.length ?? 0;
}
