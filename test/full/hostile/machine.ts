import { type SpawnOptionsWithoutStdio, spawn } from 'node:child_process';
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onPath } from '../../../setup/programs/on-path.mjs';

/** An account with the programs that it finds on its PATH: what the grader's layers depend on. */
export interface Machine {
  name: string;
  root: boolean;
  bubblewrap: boolean;
}

export const machines: Machine[] = [
  { name: 'root, bubblewrap', root: true, bubblewrap: true },
  { name: 'root, no bubblewrap', root: true, bubblewrap: false },
  { name: 'user, bubblewrap', root: false, bubblewrap: true },
  { name: 'user, no bubblewrap', root: false, bubblewrap: false },
];

const isRoot = process.getuid?.() === 0;

/** An account that nobody has, so that what it may do is what any ordinary one may. */
const ordinaryUid = 1_500_000_000 + (process.pid % 1_000_000);

/** Whether this machine can play that one: root can be everyone, everyone else only oneself. */
export const canPlay = ({ root, bubblewrap }: Machine): boolean =>
  (isRoot || !root) && (!bubblewrap || onPath('bwrap') !== undefined) && onPath('setpriv') !== undefined;

/** The programs that an ordinary Linux has, without bubblewrap. */
const programs = ['setpriv', 'prlimit', 'env'];

/** A machine set up in a folder of its own, to be removed when it is done with. */
export class MachineHere {
  readonly #machine: Machine;
  /** The account's own folder, for all that it writes but what belongs into its home. */
  readonly folder: string;
  readonly home: string;
  readonly #path: string;

  constructor(machine: Machine) {
    this.#machine = machine;
    this.folder = mkdtempSync(join(tmpdir(), 'bayes-machine-'));
    chmodSync(this.folder, 0o755);
    this.#path = join(this.folder, 'bin');
    mkdirSync(this.#path);
    for (const name of [...programs, ...(machine.bubblewrap ? ['bwrap'] : [])])
      symlinkSync(onPath(name) as string, join(this.#path, name));
    this.home = join(this.folder, 'home');
    mkdirSync(this.home);
    if (isRoot && !machine.root)
      for (const own of [this.folder, this.home]) chownSync(own, ordinaryUid, ordinaryUid);
  }

  /** Runs a Node program as this machine's account. */
  async run(args: string[], input = ''): Promise<{ code: number | null; stdout: string; stderr: string }> {
    const env = { PATH: this.#path, HOME: this.home, TMPDIR: this.folder, LC_ALL: 'en' };
    const options: SpawnOptionsWithoutStdio = { env, cwd: this.folder };
    const user = [`--reuid=${ordinaryUid}`, `--regid=${ordinaryUid}`, '--clear-groups', '--'];
    const child =
      isRoot && !this.#machine.root
        ? spawn(join(this.#path, 'setpriv'), [...user, process.execPath, ...args], options)
        : spawn(process.execPath, args, options);
    let [stdout, stderr] = ['', ''];
    child.stdout.on('data', (chunk) => {
      stdout += chunk;
    });
    child.stderr.on('data', (chunk) => {
      stderr += chunk;
    });
    child.stdin.end(input);
    const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
    return { code, stdout, stderr };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
