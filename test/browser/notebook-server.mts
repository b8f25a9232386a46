import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { findPip, findPython } from '../../setup/programs/python.mjs';

/** A running Notebook 7. */
export interface NotebookServer {
  /** The address of a notebook in `books`. */
  urlOf(notebook: string): string;
  /** The folder that it serves, outside the project. */
  books: string;
  stop(): Promise<void>;
}

/**
 * Notebook 7 as a user has it: in a home of its own, with nothing of the project in it but what
 * `npm run kernel -- install` writes there.
 *
 * @param project the folder of a project that is set up
 */
export async function startNotebook(project: string): Promise<NotebookServer> {
  const home = mkdtempSync(path.join(tmpdir(), 'bayes home '));
  const [packages, books] = [path.join(home, 'notebook7'), path.join(home, 'books')];
  mkdirSync(books);
  const python = findPython();
  const [pip = '', ...pipArguments] = (python && (await findPip(python))) ?? [];
  const requirements = path.join(import.meta.dirname, 'notebook-requirements.txt');
  const install = [
    'install',
    '--quiet',
    '--no-deps',
    '--require-hashes',
    '--target',
    packages,
    '-r',
    requirements,
  ];
  execFileSync(pip, [...pipArguments, ...install], { stdio: 'pipe' });
  // Not the variables that lead to the project: only what stands in the home leads there.
  const own = Object.entries(process.env).filter(([name]) => !/^(npm_|JUPYTER|XDG_|IPYTHON)/.test(name));
  const env = { ...Object.fromEntries(own), HOME: home };
  execFileSync(process.execPath, [path.join(project, 'bin/bayes.mjs'), 'kernel', 'install', '--user'], {
    env,
    stdio: 'pipe',
  });
  const server = spawn(
    path.join(project, '.venv/bin/python'),
    [
      '-m',
      'notebook',
      '--no-browser',
      '--ServerApp.port=0',
      `--ServerApp.root_dir=${books}`,
      ...(process.getuid?.() === 0 ? ['--allow-root'] : []),
    ],
    {
      cwd: home,
      env: {
        ...env,
        PYTHONPATH: packages,
        JUPYTER_PATH: path.join(packages, 'share/jupyter'),
        JUPYTER_TOKEN: 'notebook',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  let output = '';
  for (const stream of [server.stdout, server.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  const closed = once(server, 'close');
  const stop = async () => {
    server.kill('SIGTERM');
    await closed;
    rmSync(home, { recursive: true, force: true });
  };
  for (;;) {
    const address = serverAddress(path.join(home, '.local/share/jupyter/runtime'));
    if (address && (await answers(`${address}api/status?token=notebook`)))
      return { books, stop, urlOf: (name) => `${address}notebooks/${encodeURI(name)}?token=notebook` };
    if (server.exitCode !== null) {
      await stop();
      throw new Error(`Notebook ended with ${server.exitCode}:\n${output}`);
    }
    await sleep(50);
  }
}

/** What the server has written about itself, once it has. */
function serverAddress(runtime: string): string | undefined {
  try {
    const file = readdirSync(runtime).find((name) => /^jpserver-\d+\.json$/.test(name));
    return file && JSON.parse(readFileSync(path.join(runtime, file), 'utf8')).url;
  } catch (error) {
    // Not there yet, or just being written.
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false; // not listening yet
  }
}
