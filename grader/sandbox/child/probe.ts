/**
 * Tries from within what the layers must refuse, and prints for each what became of it: "allowed", or the error's code.
 *
 * node probe.js FILE PID PORT MEGABYTES: a file outside, a process outside, a port of this machine, an amount of memory
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { getPriority, setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';

const [file = '', pid = '0', port = '0', megabytes = '0'] = process.argv.slice(2);

async function probe(): Promise<Record<string, string>> {
  return {
    uid: String(process.getuid?.() ?? ''),
    environment: Object.keys(process.env).sort().join(','),
    read: attempt(() => readFileSync(file)),
    write: attempt(() => writeOnce(join(tmpdir(), `bayes-probe-${process.pid}`))),
    start: attempt(() => {
      const { error } = spawnSync(process.execPath, ['--version']);
      if (error) throw error;
    }),
    signal: attempt(() => process.kill(Number(pid), 0)),
    priority: attempt(() => setPriority(getPriority())),
    memory: attempt(() => new Uint8Array(Number(megabytes) * 1024 * 1024)),
    network: await new Promise((resolve) => {
      const socket = connect(Number(port), '127.0.0.1');
      socket.once('connect', () => resolve('allowed'));
      socket.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.name));
    }),
  };
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
