import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { appendFileSync, chmodSync, chownSync, mkdirSync, mkdtempSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Where Debian keeps the server's programs, the newest version; elsewhere they are in PATH. */
const programs = (): string => {
  try {
    const [newest] = readdirSync('/usr/lib/postgresql').sort((a, b) => Number(b) - Number(a));
    return newest ? `/usr/lib/postgresql/${newest}/bin/` : '';
  } catch {
    return '';
  }
};

/** A server of the test's own, in a folder of its own; as root its processes are user postgres's, who alone may run it. */
export class Postgres {
  readonly #data: string;
  readonly #host: string;
  readonly #settings: string[];
  readonly port: number;
  #server: ChildProcess | undefined;

  /** Made by `Postgres.begin`. */
  constructor(data: string, port: number, host: string, settings: string[]) {
    this.#data = data;
    this.port = port;
    this.#host = host;
    this.#settings = settings;
  }

  /**
   * @param where the data lie; default a new folder
   * @param host that it listens at
   * @param settings as `postgres -c` takes them
   * @param ownFiles that have to be the server's, such as its key
   */
  static async begin({
    where = mkdtempSync(join(tmpdir(), 'farm-postgres-')),
    host = '127.0.0.1',
    settings = [] as string[],
    ownFiles = [] as string[],
  } = {}): Promise<Postgres> {
    chmodSync(where, 0o711);
    const data = join(where, 'data');
    mkdirSync(data);
    if (owner) for (const own of [data, ...ownFiles]) chownSync(own, owner.uid, owner.gid);
    execFileSync(...asOwner('initdb', ['-D', data, '--auth', 'trust', '--username', 'owner', '-E', 'UTF8']), {
      cwd: '/',
      stdio: 'pipe',
    });
    appendFileSync(join(data, 'pg_hba.conf'), `host all all ${host}/24 trust\n`);
    const postgres = new Postgres(data, await freePort(), host, settings);
    await postgres.start();
    return postgres;
  }

  get folder(): string {
    return this.#data;
  }

  url(user = 'owner', more = ''): string {
    return `postgresql://${user}@${this.#host}:${this.port}/postgres${more}`;
  }

  async start(): Promise<void> {
    const settings = [`listen_addresses=${this.#host}`, 'unix_socket_directories=', ...this.#settings];
    const args = ['-D', this.#data, '-p', `${this.port}`, ...settings.flatMap((one) => ['-c', one])];
    this.#server = spawn(...asOwner('postgres', args), { cwd: '/', stdio: 'ignore' });
    while (
      spawnSync(`${programs()}pg_isready`, ['-q', '-h', this.#host, '-p', `${this.port}`]).status !== 0
    ) {
      if (this.#server.exitCode !== null) throw new Error('Cannot start PostgreSQL: the server ended');
      await setTimeout(100);
    }
  }

  /** As a power failure does it: nothing is written any more, and its sessions end with it. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  stop(): Promise<void> {
    return this.#end('SIGINT');
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    const server = this.#server;
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill(signal);
    await ended;
  }
}

/** PostgreSQL refuses to run as root. */
const owner = process.getuid?.() === 0 ? { uid: idOf('-u'), gid: idOf('-g') } : undefined;

function idOf(kind: '-u' | '-g'): number {
  return Number(execFileSync('id', [kind, 'postgres'], { encoding: 'utf8' }));
}

function asOwner(program: string, args: string[]): [string, string[]] {
  const path = `${programs()}${program}`;
  if (!owner) return [path, args];
  return ['setpriv', [`--reuid=${owner.uid}`, `--regid=${owner.gid}`, '--clear-groups', path, ...args]];
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number };
      server.close(() => resolve(port));
    });
  });
}
