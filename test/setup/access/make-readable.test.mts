import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeReadable } from '../../../setup/access/make-readable.mjs';

let folder: string;
const at = (...parts: string[]) => path.join(folder, ...parts);
const modeOf = (file: string) => (statSync(at(file)).mode & 0o777).toString(8);
beforeEach(() => {
  folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'bayes readable ')));
  for (const name of ['project/lib', 'project/own', 'home']) mkdirSync(at(name), { recursive: true });
  const modes = {
    'project/lib/a.js': 0o600,
    'project/lib/run': 0o700,
    'project/lib/open': 0o666,
    'project/own/key': 0o600,
  };
  for (const [name, mode] of Object.entries(modes)) {
    writeFileSync(at(name), '');
    chmodSync(at(name), mode);
  }
  for (const name of ['project', 'project/lib', 'project/own', 'home']) chmodSync(at(name), 0o700);
});
afterEach(() => rmSync(folder, { recursive: true }));

describe.skipIf(process.platform === 'win32')('makeReadable()', () => {
  it('lets everyone read, run what its owner runs, and nobody else write', () => {
    const { files, broken } = makeReadable(at('project'), (file) => file === at('project/own'));
    expect(files).toBe(5);
    expect(broken).toEqual([]);
    const modes = ['', '/lib', '/lib/a.js', '/lib/run', '/lib/open'].map((name) => modeOf(`project${name}`));
    expect(modes).toEqual(['755', '755', '644', '755', '664']);
  });

  it('leaves what is private as it is', () => {
    makeReadable(at('project'), (file) => file === at('project/own'));
    expect([modeOf('project/own'), modeOf('project/own/key')]).toEqual(['700', '600']);
  });

  it('names a link that leads to where others may not go, and changes nothing there', () => {
    writeFileSync(at('home/python'), '', { mode: 0o700 });
    symlinkSync(at('home/python'), at('project/python'));
    symlinkSync('lib', at('project/inside'));
    symlinkSync('/nowhere at all', at('project/nowhere'));
    const { broken } = makeReadable(at('project'));
    expect(broken).toEqual([{ link: at('project/python'), barrier: expect.stringContaining(folder) }]);
    expect([modeOf('home'), modeOf('home/python')]).toEqual(['700', '700']);
  });
});
