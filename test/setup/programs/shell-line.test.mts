import { describe, expect, it } from 'vitest';
import { failureMend } from '../../../setup/programs/failure-reason.mjs';
import { makeFolder, withoutFolders, withVariable } from '../../../setup/programs/shell-line.mjs';

describe("lines for the system's shell", () => {
  it('are for PowerShell on Windows', () => {
    expect(withoutFolders(['dist', '.venv'], 'npm start', 'win32')).toBe(
      'Remove-Item -Recurse -Force dist, .venv; npm start',
    );
    expect(withVariable('SUBMISSION', 'downloads/ada.ipynb', 'npm test', 'win32')).toBe(
      "$env:SUBMISSION = 'downloads/ada.ipynb'; npm test",
    );
    expect(makeFolder('C:\\Users\\Jan Łoś\\out', 'win32')).toBe("mkdir 'C:\\Users\\Jan Łoś\\out'");
  });

  it('are for a POSIX shell elsewhere', () => {
    for (const platform of ['darwin', 'linux'] as const) {
      expect(withoutFolders(['dist', '.venv'], 'npm start', platform)).toBe('rm -rf dist .venv && npm start');
      expect(withVariable('SUBMISSION', 'ada.ipynb', 'npm test', platform)).toBe(
        'SUBMISSION=ada.ipynb npm test',
      );
      expect(makeFolder('out', platform)).toBe('mkdir -p out');
    }
  });
});

describe('what has to be right before a command is repeated', () => {
  it('names what each system has for it', () => {
    expect(failureMend('ENOSPC', 'npm run setup', 'win32')).toContain('Get-PSDrive');
    expect(failureMend('ENOSPC', 'npm run setup', 'darwin')).toContain('df -h');
    expect(failureMend('EACCES', 'npm run setup', 'darwin')).toContain('ls -ld');
  });

  it('says on Windows that a file in use is kept', () => {
    const busy = "EBUSY: resource busy or locked, unlink 'node_modules\\\\zeromq\\\\build\\\\addon.node'";
    expect(failureMend(busy, 'npm run setup', 'win32')).toMatch(
      /^npm run setup, once no JupyterLab, kernel or test/,
    );
  });
});
