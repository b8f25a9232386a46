import { describe, expect, it } from 'vitest';
import { interpreterOf, pythonCandidates, pythonMend } from '../../../setup/programs/python.mjs';

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
