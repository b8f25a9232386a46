import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { endable, endProgram } from '../../../setup/programs/end-program.mjs';

vi.mock('node:child_process', async (original) => ({
  ...(await original<typeof import('node:child_process')>()),
  spawnSync: vi.fn(() => ({ status: 0 })),
}));
afterEach(() => vi.mocked(spawnSync).mockClear());

/** A program that starts another one, whose number it prints. */
const parent = `const { spawn } = require('node:child_process');
const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
console.log(child.pid);`;

describe('endProgram()', () => {
  it('ends a process group, and asks no other program for it', async () => {
    const child = spawn(process.execPath, ['-e', parent], {
      stdio: ['ignore', 'pipe', 'inherit'],
      ...endable('darwin'),
    });
    const [pid] = await once(child.stdout, 'data');
    endProgram(child.pid as number, 'darwin');
    // The pipe is closed once both are gone: the grandchild would keep it open.
    const [, signal] = await once(child, 'close');
    expect(signal).toBe('SIGKILL');
    expect(Number(String(pid))).toBeGreaterThan(0);
    expect(spawnSync).not.toHaveBeenCalled();
  });

  it("asks on Windows for the program's whole tree, and makes no window", () => {
    vi.stubEnv('SystemRoot', '/Windows');
    endProgram(1234, 'win32');
    expect(endable('win32')).toEqual({ detached: false, windowsHide: true });
    expect(spawnSync).toHaveBeenCalledExactlyOnceWith(
      expect.stringContaining('taskkill.exe'),
      ['/PID', '1234', '/T', '/F'],
      expect.anything(),
    );
    vi.unstubAllEnvs();
  });

  it('ends it alone where taskkill cannot', async () => {
    vi.mocked(spawnSync).mockReturnValueOnce({ status: 1 } as ReturnType<typeof spawnSync>);
    const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    await once(child, 'spawn');
    endProgram(child.pid as number, 'win32');
    expect((await once(child, 'exit'))[1]).toBe('SIGKILL');
    vi.mocked(spawnSync).mockReturnValueOnce({ status: 128 } as ReturnType<typeof spawnSync>);
    endProgram(child.pid as number, 'win32'); // it has ended: nothing to do
  });
});
