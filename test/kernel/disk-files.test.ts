import {
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { FileVersions } from '../../kernel/files/file-versions';
import { DiskFiles } from '../../kernel/server/disk-files';

const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'bayes-disk-files-')));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, content: string | Buffer): string {
  const file = path.join(folder, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
}

describe('FileVersions', () => {
  it('tells apart edits that leave size, times and file as they were', () => {
    const versions = new FileVersions();
    const file = write('tick.ts', 'a');
    const { atime, mtime } = statSync(file);
    const seen = ['a', 'b', 'c', 'd'].map((text) => {
      writeFileSync(file, text);
      utimesSync(file, atime, mtime);
      return versions.version(file);
    });
    expect(new Set(seen).size).toBe(4);
  });

  it('stays the same while the content does, whatever its times say', () => {
    const versions = new FileVersions();
    const file = write('touched.ts', 'a');
    const before = versions.version(file);
    utimesSync(file, new Date(0), new Date(0));
    expect(versions.version(file)).toBe(before);
    writeFileSync(file, 'b');
    writeFileSync(file, 'a');
    expect(versions.version(file)).toBe(before);
  });

  it('is undefined for what is no file, and anew when it has come', () => {
    const versions = new FileVersions();
    expect(versions.version(path.join(folder, 'none.ts'))).toBeUndefined();
    expect(versions.version(folder)).toBeUndefined();
    const file = write('file/as-folder', 'a');
    expect(versions.version(path.join(file, 'inside.ts'))).toBeUndefined();
    const came = write('none.ts', 'a');
    expect(versions.version(came)).toBeTypeOf('string');
    rmSync(came);
    expect(versions.version(came)).toBeUndefined();
  });
});

describe('DiskFiles', () => {
  it('reads text in the encodings that editors write, without the mark in front', () => {
    const files = new DiskFiles(folder);
    expect(files.read(write('utf-8.ts', 'zażółć 🎉'))).toBe('zażółć 🎉');
    expect(files.read(write('mark.ts', '\uFEFFa'))).toBe('a');
    expect(files.read(write('utf-16.ts', Buffer.from('\uFEFFgęś', 'utf16le')))).toBe('gęś');
    expect(files.read(write('utf-16be.ts', Buffer.from('\uFEFFgęś', 'utf16le').swap16()))).toBe('gęś');
    expect(files.read(folder)).toBeUndefined();
    expect(files.read(path.join(folder, 'nowhere.ts'))).toBeUndefined();
  });

  it('lists what links lead to as what it is, and leaves out links to nothing', () => {
    const files = new DiskFiles(folder);
    write('listed/a.ts', '');
    write('listed/inner/b.ts', '');
    symlinkSync(path.join(folder, 'listed/a.ts'), path.join(folder, 'listed/link.ts'));
    symlinkSync(path.join(folder, 'listed/inner'), path.join(folder, 'listed/linked'), 'dir');
    symlinkSync(path.join(folder, 'nowhere'), path.join(folder, 'listed/broken'));
    const { files: names, folders } = files.list(path.join(folder, 'listed'));
    expect([names.sort(), folders.sort()]).toEqual([
      ['a.ts', 'link.ts'],
      ['inner', 'linked'],
    ]);
    expect(files.list(path.join(folder, 'nowhere'))).toEqual({ files: [], folders: [] });
    expect(files.realPath(path.join(folder, 'listed/linked/b.ts'))).toBe(
      path.join(folder, 'listed/inner/b.ts'),
    );
    expect(files.realPath(path.join(folder, 'nowhere.ts'))).toBe(path.join(folder, 'nowhere.ts'));
  });

  it('looks again for what a package did not have, and keeps one version of what it has', () => {
    const files = new DiskFiles(folder);
    const file = path.join(folder, 'node_modules/late/index.d.ts');
    expect([files.fileExists(file), files.folderExists(path.dirname(file)), files.version(file)]).toEqual([
      false,
      false,
      undefined,
    ]);
    write('node_modules/late/index.d.ts', 'export {};');
    expect([files.fileExists(file), files.folderExists(path.dirname(file))]).toEqual([true, true]);
    const installed = files.version(file);
    expect(installed).toBeTypeOf('string');
    writeFileSync(file, 'export declare const edited: number;');
    expect(files.version(file)).toBe(installed);
  });

  it('sees each change of all other files', () => {
    const files = new DiskFiles(folder, [path.join(folder, 'library')]);
    const mine = write('mine.ts', 'a');
    const still = write('library/index.d.ts', 'a');
    const before = [files.version(mine), files.version(still)];
    writeFileSync(mine, 'b');
    writeFileSync(still, 'b');
    expect(files.version(mine)).not.toBe(before[0]);
    expect(files.version(still)).toBe(before[1]);
    rmSync(mine);
    expect([files.fileExists(mine), files.version(mine)]).toEqual([false, undefined]);
  });
});
