import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { npmCommand } from '../../../setup/programs/npm.mjs';
import { onPath } from '../../../setup/programs/on-path.mjs';

// Windows' separators, of which the disk of this machine knows nothing.
vi.mock('node:path', async (original) => {
  const path = await original<typeof import('node:path')>();
  return { ...path, win32: { ...path.posix, delimiter: ';' } };
});

const scratch = mkdtempSync(join(tmpdir(), 'Jan Łoś-'));
afterAll(() => rmSync(scratch, { recursive: true }));

function file(...parts: string[]): string {
  const path = join(scratch, ...parts);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, '');
  chmodSync(path, 0o755);
  return path;
}

const execPath = file('Program Files', 'nodejs', 'node.exe');
const npm = file('Program Files', 'nodejs', 'node_modules', 'npm', 'bin', 'npm-cli.js');
file('Program Files', 'nodejs', 'npm.cmd');
const windows = { execPath, platform: 'win32' as const };

describe('npmCommand()', () => {
  it('is the npm that started the command', () => {
    const own = file('AppData', 'Roaming', 'npm', 'node_modules', 'npm', 'bin', 'npm-cli.js');
    expect(npmCommand({ npm_execpath: own, PATH: '' }, windows)).toEqual([execPath, own]);
  });

  it("is on Windows the program beside npm's script: no shell reads the blanks and the ł of a path", () => {
    expect(npmCommand({ PATH: '' }, windows)).toEqual([execPath, npm]);
  });

  it('is elsewhere what stands on the PATH', () => {
    const command = file('usr', 'bin', 'npm');
    const node = { execPath: '/opt/node/bin/node', platform: 'darwin' as const };
    expect(npmCommand({ PATH: dirname(command) }, node)).toEqual([command]);
    expect(npmCommand({ PATH: '' }, node)).toBeUndefined();
  });

  it('says where there is none', () => {
    expect(npmCommand({ PATH: '' }, { ...windows, execPath: '/elsewhere/node.exe' })).toBeUndefined();
  });
});

describe('onPath()', () => {
  it('finds on Windows what can be started without a shell', () => {
    const uv = file('tools', 'uv.exe');
    file('shims', 'uv.cmd');
    const path = [join(scratch, 'shims'), join(scratch, 'tools')];
    expect(onPath('uv', path.join(';'), 'win32')).toBe(uv);
    expect(onPath('uv', path.join(posix.delimiter), 'linux')).toBeUndefined();
  });
});
