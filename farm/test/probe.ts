import { spawn } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const compiled = createRequire(new URL('../../dist/grader/here.js', import.meta.url));
const { commandLine, childEnvironment } = compiled(
  './sandbox/command-line.js',
) as typeof import('../../grader/sandbox/command-line.ts');
const { defaultLimits } = compiled('./sandbox/limits.js') as typeof import('../../grader/sandbox/limits.ts');
export const { openSandbox } = compiled(
  './sandbox/sandbox.js',
) as typeof import('../../grader/sandbox/sandbox.ts');

type Layers = Parameters<typeof commandLine>[0];

/** Runs a program that looks for a port, as an answer would run that had found its way into Node. */
export async function runNetworkProbe(layers: Layers, port: number): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'farm-probe-'));
  chmodSync(folder, 0o755);
  const probe = '../../test/grader/fixtures/hostile/escaped/network-tcp.js';
  copyFileSync(join(import.meta.dirname, probe), join(folder, 'probe.js'));
  const program = ['probe.js', '', '', `${port}`, ''];
  const line = commandLine({ ...layers, systemCallFilter: false }, defaultLimits, folder, program);
  const child = spawn(line.command, line.args, {
    env: childEnvironment,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (data) => {
    said += data;
  });
  await new Promise((resolve) => child.on('close', resolve));
  return said.trim();
}
