import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { processIdentity } from '../../../setup/programs/process-identity.mjs';
import { processSource } from '../../../setup/programs/process-source.mjs';
import { descendants } from '../../../setup/programs/process-tree.mjs';

const code = `const child = require('node:child_process').spawn(process.execPath, ['-e', 'process.stdin.resume()'],
  { stdio: ['pipe', 'ignore', 'ignore'] });
console.log(child.pid);
process.stdin.resume();`;
let ended: Promise<unknown> | undefined;
afterEach(() => ended);

/** A program that has started another one; both end with this test. */
async function twoPrograms(): Promise<{ pid: number; child: number; end: () => void }> {
  const program = spawn(process.execPath, ['-e', code], { stdio: ['pipe', 'pipe', 'inherit'] });
  ended = once(program, 'exit');
  const [child] = await once(program.stdout, 'data');
  return { pid: program.pid as number, child: Number(String(child)), end: () => program.kill('SIGKILL') };
}

describe('processSource()', () => {
  it('is what each system has', () => {
    expect(processSource('linux', true)).toBe('files');
    expect(processSource('darwin', false)).toBe('ps');
    expect(processSource('win32', false)).toBe('nothing');
  });
});

describe.each(['files', 'ps'] as const)('where %s tell of processes', (by) => {
  it('a program has those that it started below it', async () => {
    const { pid, child, end } = await twoPrograms();
    expect(descendants(pid, by)).toEqual([child]);
    expect(descendants(process.pid, by)).toEqual(expect.arrayContaining([pid, child]));
    end();
  });

  it('a program is the same at each look, another than its parent, and none when it has ended', async () => {
    const { pid, end } = await twoPrograms();
    const identity = processIdentity(pid, by);
    expect(identity).toMatch(new RegExp(`^${pid}@.+`));
    expect(processIdentity(pid, by)).toBe(identity);
    expect(processIdentity(process.pid, by)).not.toBe(identity);
    end();
    await ended;
    expect(processIdentity(pid, by)).toBeUndefined();
  });
});

it('on Windows nothing is known but whether a number is taken', () => {
  expect(descendants(process.pid, 'nothing')).toEqual([]);
  expect(processIdentity(process.pid, 'nothing')).toBe(`${process.pid}`);
});
