import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { findPython } from '../../../setup/programs/python.mjs';

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
