import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A command of a clone that runs. */
export interface Run {
  child: ChildProcess;
  /** What it has written so far, both streams. */
  output: () => string;
  /** Waits for its end. */
  done: () => Promise<{ status: number | null; output: string }>;
}

/**
 * Starts a command of a clone as a student's terminal would.
 *
 * @param clone its root folder
 * @param argv the command and its options
 * @param env added to this process's environment
 * @param through a program that starts it, such as `setpriv`
 */
export function runBayes(
  clone: string,
  argv: string[],
  env: NodeJS.ProcessEnv = {},
  through: string[] = [],
): Run {
  // Not npm's variables: they speak of the process that runs this test.
  const inherited = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.startsWith('npm_')),
  );
  const [program = '', ...args] = [...through, process.execPath, path.join(clone, 'bin/bayes.mjs'), ...argv];
  const child = spawn(program, args, {
    cwd: clone,
    env: { ...inherited, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text) => (output += text));
  const closed = once(child, 'close');
  const done = async () => ({ status: (await closed)[0] as number | null, output });
  return { child, done, output: () => output };
}
