/**
 * Tries from within what the layers must refuse, and prints for each what became of it: "allowed", or the error's code.
 *
 * node probe.js FILE PID PORT MEGABYTES BEGAN: a file of a process outside, that process, a port of this machine, an amount
 * of memory, and when that process began: in a namespace of processes its number may be that of one inside
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { getPriority, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';

const [file = '', pid = '0', port = '0', megabytes = '0', began = ''] = process.argv.slice(2);

async function probe(): Promise<Record<string, string>> {
  return {
    uid: String(process.getuid?.() ?? ''),
    environment: Object.keys(process.env).sort().join(','),
    read: attempt(() => readFileSync(isInside() ? '/proc/0' : file)),
    write: attempt(() => writeOnce(join(tmpdir(), `bayes-probe-${process.pid}`))),
    start: attempt(() => {
      const { error } = spawnSync(process.execPath, ['--version']);
      if (error) throw error;
    }),
    signal: attempt(() => process.kill(isInside() ? nobody : Number(pid), 0)),
    priority: attempt(() => setPriority(getPriority())),
    memory: attempt(() => new Uint8Array(Number(megabytes) * 1024 * 1024)),
    network: await new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.once('connect', () => resolve('allowed'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    }),
  };
}

/** No system has that many processes. */
const nobody = 2 ** 30;

/** Whether the process of that number is another one than that outside. */
function isInside(): boolean {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return began !== '' && stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] !== began;
  } catch {
    return false; // there is none, or it may not be looked at: then the attempt itself tells
  }
}

function writeOnce(path: string): void {
  try {
    writeFileSync(path, 'x');
  } finally {
    rmSync(path, { force: true });
  }
}

function attempt(action: () => unknown): string {
  try {
    action();
    return 'allowed';
  } catch (error) {
    // An error of node:os has the system's own code within it.
    const { code, info, name } = error as NodeJS.ErrnoException & { info?: { code?: string } };
    return info?.code ?? code ?? name;
  }
}

probe().then((found) => {
  process.stdout.write(JSON.stringify(found), () => process.exit(0));
});
