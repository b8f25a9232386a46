import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(__dirname, '..', '..');
export const benchFolder = join(root, '.bench');
const environment = join(benchFolder, 'python');
const requirements = join(root, 'bench', 'requirements.txt');
const stamp = join(benchFolder, 'python-stamp');

/** A file of the bench's sources, which stand outside dist/. */
export const source = (name: string) => join(root, 'bench', name);

/**
 * The interpreter of the bench's own pinned environment, made where it is missing.
 *
 * @throws {Error} in one sentence, where Python or its packages cannot be had
 */
export async function benchPython(): Promise<string> {
  const python = join(environment, 'bin', 'python');
  const fingerprint = createHash('sha256').update(readFileSync(requirements)).digest('hex');
  if (existsSync(python) && existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint) return python;
  mkdirSync(benchFolder, { recursive: true });
  process.stdout.write('  setting up PyTorch and JAX in .bench/, once ...\n');
  await succeed(['python3', '-m', 'venv', environment]);
  await succeed([python, '-m', 'pip', 'install', '--quiet', '--no-cache-dir', '-r', requirements]);
  writeFileSync(stamp, fingerprint);
  return python;
}

async function succeed([program, ...argv]: string[]): Promise<void> {
  const child = spawn(program as string, argv, { stdio: ['ignore', 'ignore', 'pipe'] });
  let words = '';
  child.stderr.on('data', (chunk) => {
    words += chunk;
  });
  const code = await new Promise((resolve) => {
    child.on('error', (error) => {
      words += error.message;
      resolve(1);
    });
    child.on('close', resolve);
  });
  if (code === 0) return;
  const reason = words.split('\n').findLast((line) => /error/i.test(line)) ?? words.trim().split('\n').at(-1);
  throw new Error(`${program} ${argv.slice(0, 3).join(' ')}: ${reason}`);
}

/**
 * Microseconds of each step of the fused C program.
 *
 * @throws {Error} where there is no C compiler
 */
export function limitTimes(samples: number): number[] {
  const program = join(benchFolder, 'limit');
  mkdirSync(benchFolder, { recursive: true });
  if (!existsSync(program)) {
    const flags = ['-O3', '-march=native', '-ffast-math', source('limit.c'), '-o', program, '-lm'];
    const { status, error, stderr } = spawnSync('cc', flags, { encoding: 'utf8' });
    if (status !== 0) throw new Error(error?.message ?? stderr.split('\n')[0]);
  }
  const { stdout } = spawnSync(program, [String(samples)], { encoding: 'utf8' });
  return stdout.trim().split('\n').map(Number);
}
