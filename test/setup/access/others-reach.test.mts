import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { keepsOthersFromRunning, keepsOthersOut } from '../../../setup/access/others-reach.mjs';

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'bayes reach ')));
  mkdirSync(at('home', 'bin'), { recursive: true });
  writeFileSync(at('home', 'bin', 'python'), '', { mode: 0o755 });
  for (const part of ['', 'home', 'home/bin', 'home/bin/python']) chmodSync(at(part), 0o755);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(process.platform === 'win32')('keepsOthersOut()', () => {
  it('finds nothing where each folder lets everyone through', () => {
    expect(keepsOthersOut(at('home/bin/python'))).toBeUndefined();
    chmodSync(at('home'), 0o711); // to pass is enough
    expect(keepsOthersOut(at('home/bin/python'))).toBeUndefined();
  });

  it('names the folder that keeps others out', () => {
    chmodSync(at('home'), 0o750);
    expect(keepsOthersOut(at('home/bin/python'))).toBe(at('home'));
  });

  it('names the file itself where it cannot be read', () => {
    chmodSync(at('home/bin/python'), 0o711);
    expect(keepsOthersOut(at('home/bin/python'))).toBe(at('home/bin/python'));
  });

  it('follows a link to where it leads', () => {
    symlinkSync(at('home/bin/python'), at('python'));
    chmodSync(at('home'), 0o700);
    expect(keepsOthersOut(at('python'))).toBe(at('home'));
  });
});

describe.skipIf(process.platform === 'win32')('keepsOthersFromRunning()', () => {
  it('names a program that only its owner may run', () => {
    expect(keepsOthersFromRunning(at('home/bin/python'))).toBeUndefined();
    chmodSync(at('home/bin/python'), 0o744);
    expect(keepsOthersFromRunning(at('home/bin/python'))).toBe(at('home/bin/python'));
  });
});

describe('keepsOthersOut() on Windows, which has no modes', () => {
  it('takes a home for what others do not see', () => {
    expect(keepsOthersOut(homedir(), 'win32')).toBe(homedir());
    expect(keepsOthersOut(at('home'), 'win32')).toBeUndefined();
  });
});
