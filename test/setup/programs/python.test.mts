import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findPython, interpreterOf, pythonCandidates, pythonMend } from '../../../setup/programs/python.mjs';

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'bayes python ')));
  chmodSync(folder, 0o755);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

/** A Python of 3.12 in a folder of its own: it says what findPython() asks for. */
function python(name: string, mode: number): string {
  const program = path.join(folder, name, 'python3');
  mkdirSync(path.dirname(program));
  writeFileSync(program, `#!/bin/sh\nprintf '3.12.1\\n%s\\n%s\\n' "$0" "$0"\n`, { mode: 0o755 });
  chmodSync(path.dirname(program), mode);
  return program;
}

describe.skipIf(process.platform === 'win32')('findPython()', () => {
  it('takes the first that is asked for, also one in a home', () => {
    vi.stubEnv('PYTHON', python('home', 0o700));
    expect(findPython({ forOthers: false })).toEqual({ command: process.env.PYTHON, version: '3.12.1' });
  });

  it('passes over one in a home for a shared installation, and finds one behind it on the PATH', () => {
    vi.stubEnv('PYTHON', undefined);
    const [own, everyones] = [python('home', 0o700), python('system', 0o755)];
    vi.stubEnv('PATH', [path.dirname(own), path.dirname(everyones)].join(path.delimiter));
    expect(findPython({ forOthers: false })?.command).toBe('python3');
    expect(findPython({ forOthers: true })).toEqual({ command: everyones, version: '3.12.1' });
  });
});

describe('pythonCandidates()', () => {
  it("asks Windows' launcher first, and elsewhere for python3", () => {
    expect(pythonCandidates('', 'win32')).toEqual([['py', '-3'], ['python'], ['python3']]);
    expect(pythonCandidates('', 'darwin')).toEqual([['python3'], ['python']]);
    expect(pythonCandidates('', 'linux')).toEqual([['python3'], ['python']]);
  });

  it('asks the one that the user names before all', () => {
    const wanted = 'C:\\Users\\Jan Łoś\\AppData\\Local\\Programs\\Python\\Python312\\python.exe';
    expect(pythonCandidates(wanted, 'win32')[0]).toEqual([wanted]);
  });
});

describe('interpreterOf()', () => {
  it('stands where each system puts it', () => {
    expect(interpreterOf('.venv', 'win32').split(/[\\/]/)).toEqual(['.venv', 'Scripts', 'python.exe']);
    expect(interpreterOf('.venv', 'darwin').split(/[\\/]/)).toEqual(['.venv', 'bin', 'python']);
  });
});

describe('pythonMend()', () => {
  it("speaks of each system's own package manager", () => {
    expect(pythonMend('win32')).toBe('winget install Python.Python.3.12');
    expect(pythonMend('darwin')).toBe('brew install python');
    expect(pythonMend('linux')).toMatch(/apt-get|dnf|pacman/);
  });
});
