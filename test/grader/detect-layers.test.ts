import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Layer } from '../../grader/sandbox/detect-layers';

const root = join(__dirname, '..', '..');
const detect = `require(${JSON.stringify(join(root, 'dist', 'grader', 'sandbox', 'detect-sandbox.js'))})
  .detectSandbox().then((layers) => console.log(JSON.stringify(layers)))`;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bayes-broken-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

test('a bubblewrap that cannot even print its help is a missing layer with its own reason, and the others still work', () => {
  writeFileSync(join(folder, 'bwrap'), "#!/bin/sh\necho 'bwrap: wrong architecture' >&2\nexit 126\n", {
    mode: 0o755,
  });
  const env = { ...process.env, PATH: `${folder}${delimiter}${process.env.PATH}` };
  const layers: Layer[] = JSON.parse(
    execFileSync(process.execPath, ['-e', detect], { env, encoding: 'utf8' }),
  );
  const named = (name: string) => layers.find((layer) => layer.name === name);
  expect(named('bubblewrap')).toMatchObject({ active: false, detail: 'bwrap: wrong architecture' });
  expect(named('permission model')).toMatchObject({ active: true });
});
