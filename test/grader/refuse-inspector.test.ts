import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../setup/project-paths.mjs';

/** What a Node program writes to stderr once it has been sent SIGUSR1 and has seen a later signal. */
async function saidAfterSignal(first: string): Promise<string> {
  const program = `${first}; process.on('SIGUSR2', () => process.exit()); setInterval(() => {}, 1000); console.log('up')`;
  const child = spawn(process.execPath, ['--inspect-port=0', '-e', program]);
  let said = '';
  const started = new Promise<void>((resolve) => {
    child.stderr.on('data', (chunk) => {
      said += chunk;
      if (/Debugger listening/.test(said)) resolve();
    });
  });
  await once(child.stdout, 'data');
  child.kill('SIGUSR1');
  if (first === '') await started;
  child.kill('SIGUSR2');
  await once(child, 'close');
  return said;
}

test.skipIf(process.platform === 'win32')(
  'refuseInspector() keeps the debugger shut that SIGUSR1 starts in any other program',
  async () => {
    expect(await saidAfterSignal('')).toContain('Debugger listening on ws://127.0.0.1:');
    const module = JSON.stringify(join(root, 'dist', 'grader', 'sandbox', 'refuse-inspector.js'));
    expect(await saidAfterSignal(`require(${module}).refuseInspector()`)).toBe('');
  },
);
