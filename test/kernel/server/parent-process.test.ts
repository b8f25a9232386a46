import { describe, expect, it } from 'vitest';
import { hasEnded, parentProcess } from '../../../kernel/server/parent-process';

describe('parentProcess()', () => {
  it('is the process that Jupyter names, where it started this one', () => {
    const node = { ppid: 4711, platform: 'linux' as const };
    expect(parentProcess({ JPY_PARENT_PID: '4711' }, node)).toBe(4711);
    expect(parentProcess({ JPY_PARENT_PID: '4712' }, node)).toBeUndefined();
    expect(parentProcess({}, node)).toBeUndefined();
    expect(parentProcess({ JPY_PARENT_PID: '1' }, { ...node, ppid: 1 })).toBeUndefined();
  });

  it('is on Windows who started this one: what Jupyter names is a handle', () => {
    const node = { ppid: 4711, platform: 'win32' as const };
    expect(parentProcess({ JPY_PARENT_PID: '964' }, node)).toBe(4711);
    expect(parentProcess({}, node)).toBeUndefined();
  });
});

describe('hasEnded()', () => {
  const gone = (): true => {
    throw Object.assign(new Error('kill ESRCH'), { code: 'ESRCH' });
  };
  const forbidden = (): true => {
    throw Object.assign(new Error('kill EPERM'), { code: 'EPERM' });
  };

  it('sees another parent in its place', () => {
    expect(hasEnded(4711, { ppid: 4711, platform: 'darwin', kill: gone })).toBe(false);
    expect(hasEnded(4711, { ppid: 1, platform: 'darwin', kill: gone })).toBe(true);
  });

  it('asks on Windows, where the number of the parent stays', () => {
    const node = { ppid: 4711, platform: 'win32' as const };
    expect(hasEnded(4711, { ...node, kill: () => true })).toBe(false);
    expect(hasEnded(4711, { ...node, kill: forbidden })).toBe(false);
    expect(hasEnded(4711, { ...node, kill: gone })).toBe(true);
  });
});
