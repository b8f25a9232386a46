import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from '../../../generator/site/site-command';
import { UsageError } from '../../../setup/commands/usage-error.mjs';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'site-command-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

describe('npm run site', () => {
  test('leaves a folder alone that holds something else than a site', async () => {
    writeFileSync(join(folder, 'thesis.txt'), 'mine');
    const building = run({ out: folder, serve: false, port: undefined });
    await expect(building).rejects.toThrow(UsageError);
    await expect(building).rejects.toThrow(
      `Cannot build the site: --out must be a new or empty folder or a site, got ${folder}`,
    );
    expect(readdirSync(folder)).toEqual(['thesis.txt']);
  });

  test('takes no file for a folder', async () => {
    const file = join(folder, 'site');
    writeFileSync(file, 'mine');
    await expect(run({ out: file, serve: false, port: undefined })).rejects.toThrow(UsageError);
  });

  test('says before it builds that the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', () => resolve()));
    const { port } = other.address() as { port: number };
    const site = join(folder, 'new');
    await expect(run({ out: site, serve: true, port })).rejects.toThrow('it is taken');
    expect(readdirSync(folder)).toEqual([]);
    other.close();
  });
});
