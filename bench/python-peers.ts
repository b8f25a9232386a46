import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { root } from '#setup/project-paths.mjs';

export const benchFolder = join(root, '.bench');
const environment = join(benchFolder, 'python');
const programs = join(environment, 'bin');

const torchVersion = '2.13.0';

/** A file of the bench's sources, which stand outside dist/. */
export const source = (name: string) => join(root, 'bench', name);

const tensorflowThreads = (threads: number): NodeJS.ProcessEnv => ({
  TF_NUM_INTRAOP_THREADS: `${threads}`,
  TF_NUM_INTEROP_THREADS: `${threads}`,
});

/** One thread each, if not more, and the environment's own programs first: nbgrader starts some by name. */
export const peerVariables = (threads = 1): NodeJS.ProcessEnv => ({
  ...tensorflowThreads(1),
  ...process.env,
  ...(threads > 1 && tensorflowThreads(threads)),
  PATH: [programs, process.env.PATH ?? ''].join(delimiter),
  OMP_NUM_THREADS: `${threads}`,
  MKL_NUM_THREADS: `${threads}`,
  OPENBLAS_NUM_THREADS: `${threads}`,
  XLA_FLAGS: '--xla_cpu_multi_thread_eigen=false',
  JAX_PLATFORMS: 'cpu',
});

/**
 * The interpreter of the bench's own pinned environment, with PyTorch, JAX and Jupyter; made where it is missing.
 *
 * @throws {Error} in one sentence, where Python or its packages cannot be had
 */
export async function benchPython(say: (line: string) => void): Promise<string> {
  return withPackages('requirements.txt', async (python) => {
    say('  setting up PyTorch, JAX and Jupyter for Python in .bench/, once (some minutes, about 1.5 GB) ...');
    rmSync(environment, { recursive: true, force: true });
    mkdirSync(benchFolder, { recursive: true });
    await succeed(['python3', '-m', 'venv', environment]);
    await installTorch(python, say);
    say('  installing JAX and Jupyter ...');
  });
}

/**
 * The same interpreter, with nbgrader and otter-grader as well.
 *
 * @throws {Error} where they cannot be had
 */
export async function gradersPython(say: (line: string) => void): Promise<string> {
  await benchPython(say);
  return withPackages('requirements-graders.txt', async () =>
    say('  installing nbgrader and otter-grader ...'),
  );
}

/** Installs a requirements file once, after `before`. */
async function withPackages(file: string, before: (python: string) => Promise<void>): Promise<string> {
  const python = join(programs, 'python');
  const stamp = join(environment, `${file}-stamp`);
  const hash = createHash('sha256').update(torchVersion);
  for (const name of [file, 'constraints.txt']) hash.update(readFileSync(source(name)));
  const fingerprint = hash.digest('hex');
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return python;
  await before(python);
  await install(python, '-r', source(file), '-c', source('constraints.txt'));
  writeFileSync(stamp, fingerprint);
  return python;
}

/** The build without CUDA, a tenth of the size, where pip's own sources have it; else the usual one. */
async function installTorch(python: string, say: (line: string) => void): Promise<void> {
  const usual = `torch==${torchVersion}`;
  try {
    say(`  installing ${usual}+cpu ...`);
    await install(python, `${usual}+cpu`);
  } catch {
    say(`  installing ${usual} ...`);
    await install(python, usual);
  }
}

const install = (python: string, ...what: string[]) =>
  succeed([python, '-m', 'pip', 'install', '--quiet', '--no-cache-dir', '--retries', '1', ...what]);

/**
 * Runs a program of the peers, or one that makes them.
 *
 * @throws {Error} with its own words where it fails
 */
export async function succeed(
  [program, ...argv]: string[],
  cwd = root,
  variables: NodeJS.ProcessEnv = {},
): Promise<string> {
  const env = { ...peerVariables(), ...variables };
  const child = spawn(program as string, argv, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let [words, output] = ['', ''];
  child.stderr.on('data', (chunk) => {
    words += chunk;
  });
  child.stdout.on('data', (chunk) => {
    output += chunk;
  });
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      words += error.message;
      resolve(1);
    });
    child.on('close', resolve);
  });
  if (code === 0) return output;
  const reason = words.split('\n').findLast((line) => /error/i.test(line)) ?? words.trim().split('\n').at(-1);
  throw new Error(`${program} ${argv.slice(0, 3).join(' ')}: ${reason}`);
}

/** `Python 3.11.7, torch 2.13.0+cpu, torchbnn 1.2, ...`, of those that are installed. */
export async function packageVersions(python: string): Promise<string> {
  const code = `import platform
from importlib.metadata import PackageNotFoundError, version
words = ["Python " + platform.python_version()]
for name in ("torch", "torchbnn", "jax", "nbclient", "nbgrader", "otter-grader"):
    try:
        words.append(name + " " + version(name))
    except PackageNotFoundError:
        pass
print(", ".join(words))`;
  return (await succeed([python, '-c', code])).trim();
}
