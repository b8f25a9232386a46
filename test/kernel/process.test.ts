import { spawn, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { KernelClient } from '../../runner/kernel-client';
import { printed, runCell } from './run-cell';

const project = path.resolve(__dirname, '../..');
const outside = realpathSync(mkdtempSync(path.join(tmpdir(), 'zeszyt ćwiczeń ')));
afterAll(() => rmSync(outside, { recursive: true }));

function isAlive(pid: number | undefined): boolean {
  try {
    process.kill(pid as number, 0);
    return true;
  } catch {
    return false;
  }
}

describe('the kernel in a folder outside the project', () => {
  it('finds the library, keeps the folder as its own, and ends with timers left behind', async () => {
    writeFileSync(path.join(outside, 'data.txt'), 'read from the folder');
    const kernel = await KernelClient.start({ cwd: outside });
    const run = await runCell(
      kernel,
      `import { readFileSync } from 'node:fs';
       import { gaussianKl } from 'bayes-notebooks';
       console.log(typeof gaussianKl, process.cwd(), readFileSync('data.txt', 'utf8'));
       const left = setInterval(() => {}, 1000);`,
    );
    expect(printed(run)).toBe(`function ${outside} read from the folder\n`);
    expect(kernel.process.written).toBe('');
    await kernel.shutdown();
    expect(await kernel.process.ended).toBe('the kernel ended (exit code 0)');
    expect(isAlive(kernel.process.pid)).toBe(false);
  });
});

describe('the end of the kernel process', () => {
  it('answers the request that asks for it, and takes the programs with it that its cells have started', async () => {
    const kernel = await KernelClient.start({ cwd: project });
    const run = await runCell(
      kernel,
      `import { spawn } from 'node:child_process';
       const program = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
       console.log(program.pid);`,
    );
    const program = Number(printed(run));
    expect(isAlive(program)).toBe(true);
    await kernel.shutdown();
    expect(await kernel.process.ended).toBe('the kernel ended (exit code 0)');
    await vi.waitFor(() => expect(isAlive(program)).toBe(false), { timeout: 60_000, interval: 50 });
  });

  it('is told to whoever waits for a cell', async () => {
    const kernel = await KernelClient.start({ cwd: project });
    const run = kernel.execute("process.kill(process.pid, 'SIGKILL');");
    await expect(run).rejects.toThrow('the kernel died (signal SIGKILL)');
    await expect(kernel.execute('1')).rejects.toThrow('the kernel died');
    await kernel.shutdown();
  });

  it.each([
    ['idle', 'undefined'],
    ['busy', '"for (;;);"'],
    ['busy behind an await', '"await null; for (;;);"'],
  ])('follows the end of the process that started it, %s', async (_, code) => {
    const starter = spawn(process.execPath, [
      '-e',
      `require(${JSON.stringify(path.join(project, 'dist/runner/kernel-client.js'))})
         .KernelClient.start({ cwd: process.cwd() }).then((kernel) => {
           const tell = () => console.log(kernel.process.pid);
           if (${code} === undefined) tell();
           else kernel.execute('console.log();' + ${code}, { onMessage: ({ header }) => header.msg_type === 'stream' && tell() });
         });`,
    ]);
    const pid = await new Promise<number>((resolve, reject) => {
      starter.stdout.once('data', (text) => resolve(Number(text)));
      starter.once('close', (code) => reject(new Error(`the starter ended with ${code}`)));
    });
    expect(isAlive(pid)).toBe(true);
    starter.kill('SIGKILL');
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), { timeout: 60_000, interval: 50 });
  });
});

describe('a kernel that cannot start', () => {
  it('names the command that mends it', () => {
    const copy = path.join(outside, 'jupyter/kernels/bayes-tslab');
    cpSync(path.join(project, 'jupyter/kernels/bayes-tslab'), copy, { recursive: true });
    const run = spawnSync(process.execPath, [path.join(copy, 'launch.js'), 'connection.json'], {
      encoding: 'utf8',
    });
    expect(run.status).toBe(1);
    expect(run.stderr).toBe(
      `Cannot start the TypeScript kernel: its packages are not installed: run "npm start" in ${outside}\n`,
    );
  });
});
