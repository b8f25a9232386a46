import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { benchFolder, source } from './python-peers';

/**
 * Microseconds of each step of the sine net in C, fused by hand: about what one core can do.
 *
 * @throws {Error} where there is no C compiler
 */
export function cTimes(samples: number): number[] {
  const program = join(benchFolder, 'sine-step');
  mkdirSync(benchFolder, { recursive: true });
  if (!existsSync(program)) {
    const flags = ['-O3', '-march=native', '-ffast-math', source('sine-step.c'), '-o', program, '-lm'];
    const { status, error, stderr } = spawnSync('cc', flags, { encoding: 'utf8' });
    if (status !== 0) throw new Error(error?.message ?? stderr.split('\n')[0]);
  }
  const { stdout } = spawnSync(program, [String(samples)], { encoding: 'utf8' });
  return stdout.trim().split('\n').map(Number);
}
