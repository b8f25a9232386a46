import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { endProgram } from '#setup/programs/end-program.mjs';
import { descendants } from '#setup/programs/process-tree.mjs';
import { installPackages } from '#setup/programs/python-packages.mjs';
import { inProject, logFile } from '#setup/project-paths.mjs';
import { freePorts } from '../wire/free-ports';
import { benchFolder, source } from './python-peers';
import { askJupyter, type JupyterAddress } from './server-kernel';

const deployed = (name: string) => inProject('deploy', 'jupyterhub', name);
const environment = join(benchFolder, 'jupyterhub');
const proxy = 'configurable-http-proxy@5.3.0';

/** Options of {@link ClassHub.start}. */
export interface ClassHubOptions {
  students: number;
  /** Variables that the class's configuration reads. */
  variables?: Record<string, string>;
  say: (line: string) => void;
}

/**
 * JupyterHub with the configuration of deploy/jupyterhub/ on ports of its own. Started by root, its students are users
 * of this machine as in a real class, made for it and removed with it; else all are who started it.
 */
export class ClassHub {
  /** Names of the students. */
  readonly students: string[];
  readonly #address: JupyterAddress;
  readonly #child: ChildProcess;
  readonly #folder: string;

  /** {@link ClassHub.start} makes it. */
  constructor(address: JupyterAddress, child: ChildProcess, folder: string, students: string[]) {
    this.#address = address;
    this.#child = child;
    this.#folder = folder;
    this.students = students;
  }

  /**
   * Installs what it needs in .bench/, once, and starts it.
   *
   * @throws {Error} where its packages cannot be had, or it ends at once
   */
  static async start({ students, variables = {}, say }: ClassHubOptions): Promise<ClassHub> {
    await install(say);
    const folder = mkdtempSync(join(tmpdir(), 'bayes-class-'));
    chmodSync(folder, 0o755); // the students' homes
    const names = Array.from({ length: students }, (_, index) => `bayes-student-${index + 1}`);
    if (process.getuid?.() === 0) for (const name of names) await addUser(name, folder);
    const [port, hub, api] = await freePorts(3);
    const token = randomBytes(24).toString('hex');
    const child = spawn(join(environment, 'bin', 'jupyterhub'), ['--config', source('class-hub-config.py')], {
      cwd: folder,
      env: {
        ...Object.fromEntries(
          Object.entries(process.env).filter(([name]) => !/^(npm_|JUPYTER|JPY_)/.test(name)),
        ),
        PATH: [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter),
        BAYES_HUB_ADDRESS: `http://127.0.0.1:${port}`,
        ...variables,
        CLASS_CONFIG: deployed('jupyterhub_config.py'),
        CLASS_HUB: JSON.stringify({ folder, token, hub_port: hub, proxy_port: api }),
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    const started = new ClassHub({ url: `http://127.0.0.1:${port}/`, token }, child, folder, names);
    while (!(await started.#answers())) {
      if (child.exitCode !== null) {
        await started.stop();
        throw new Error(`Cannot start JupyterHub: ${output.trim().split('\n').at(-1)}\n${output}`);
      }
      await wait(50);
    }
    return started;
  }

  /** The processes that there are without a student too: the Hub, its proxy and its culler. */
  get pids(): number[] {
    const hub = this.#child.pid as number;
    return [hub, ...descendants(hub).filter((pid) => /http-proxy|idle_culler/.test(commandLine(pid)))];
  }

  /** Starts a student's server, and waits until it answers. */
  async open(student: string): Promise<JupyterAddress> {
    const { url, token } = this.#address;
    await askJupyter(this.#address, `hub/api/users/${student}`, { method: 'POST' });
    await askJupyter(this.#address, `hub/api/users/${student}/server`, { method: 'POST' });
    // Tells of the server's start, and ends with it.
    const progress = await fetch(`${url}hub/api/users/${student}/server/progress`, {
      headers: { authorization: `token ${token}` },
    });
    const told = await progress.text();
    if (!told.includes('"ready": true')) throw new Error(`Cannot start the server of ${student}: ${told}`);
    return this.serverOf(student);
  }

  /**
   * Logs in as the form of the Hub's page does.
   *
   * @returns the answer's status: 302 leads in, 403 shows the form again
   */
  async logIn(username: string, password: string): Promise<number> {
    const address = `${this.#address.url}hub/login`;
    const form = await fetch(address);
    const cookie = form.headers.getSetCookie().map((line) => line.split(';')[0]);
    const [, xsrf = ''] = /name="_xsrf" value="([^"]*)"/.exec(await form.text()) ?? [];
    const { status } = await fetch(address, {
      method: 'POST',
      redirect: 'manual',
      headers: { cookie: cookie.join('; ') },
      body: new URLSearchParams({ username, password, _xsrf: xsrf }),
    });
    return status;
  }

  /** Where a student's server answers. */
  serverOf(student: string): JupyterAddress {
    const { url, token } = this.#address;
    return { url: `${url}user/${student}/`, token };
  }

  /** Whether a student's server runs, as the Hub knows it. */
  async hasServer(student: string): Promise<boolean> {
    const user = (await askJupyter(this.#address, `hub/api/users/${student}`)) as { server: string | null };
    return user.server !== null;
  }

  /** The student's home. */
  home(student: string): string {
    return join(this.#folder, student);
  }

  /** Ends it with all servers and kernels, and removes its students. */
  async stop(): Promise<void> {
    const family = this.#child.pid === undefined ? [] : descendants(this.#child.pid);
    if (this.#child.exitCode === null) {
      this.#child.kill('SIGTERM');
      await once(this.#child, 'exit');
    }
    for (const pid of family) endProgram(pid);
    if (process.getuid?.() === 0) for (const name of this.students) await removeUser(name);
    rmSync(this.#folder, { recursive: true, force: true });
  }

  async #answers(): Promise<boolean> {
    try {
      return (await fetch(`${this.#address.url}hub/api/`)).ok;
    } catch {
      return false; // not listening yet
    }
  }
}

const commandLine = (pid: number): string => readFileSync(`/proc/${pid}/cmdline`, 'utf8');

async function install(say: (line: string) => void): Promise<void> {
  const [requirements, stamp] = [deployed('requirements.txt'), join(environment, 'stamp')];
  const wanted = readFileSync(requirements, 'utf8') + proxy;
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  say('  setting up JupyterHub in .bench/, once ...');
  await installPackages({ name: 'JupyterHub', environment, requirements, log: logFile('jupyterhub') });
  execFileSync('npm', ['install', '--silent', '--no-save', '--prefix', environment, proxy], {
    stdio: 'pipe',
  });
  writeFileSync(stamp, wanted);
}

/** Numbers that no user of a container has, whose processes would count as the student's. */
const numbers = ['--key', 'UID_MIN=61000', '--key', 'UID_MAX=61999'];

/** One that an interrupted run has left behind is made anew. */
async function addUser(name: string, folder: string): Promise<void> {
  const isThere = readFileSync('/etc/passwd', 'utf8').includes(`\n${name}:`);
  if (isThere) await removeUser(name);
  execFileSync('useradd', [...numbers, '--create-home', '--base-dir', folder, '--shell', '/bin/sh', name]);
}

/** With all that still runs as this user: a server starts a kernel that has died anew, also while it is ended itself. */
async function removeUser(name: string): Promise<void> {
  while (spawnSync('pkill', ['-KILL', '-u', name]).status === 0) await wait(50);
  execFileSync('userdel', [name]);
}
