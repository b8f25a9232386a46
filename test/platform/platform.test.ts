import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import * as node from '../../lib/platform';
import * as browser from '../../lib/platform.browser';

const library = join(__dirname, '..', '..', 'lib');
const ofNode = /node:|\bprocess[.[][\w']|\brequire\(|__dirname|__filename|\bBuffer\b/;

test('no file of lib/ but platform.ts touches Node', () => {
  const files = (readdirSync(library, { recursive: true }) as string[]).filter((file) =>
    file.endsWith('.ts'),
  );
  const touching = files.filter((file) => ofNode.test(readFileSync(join(library, file), 'utf8')));
  expect(touching).toEqual(['platform.ts']);
});

test('platform.browser.ts stands in for platform.ts: the same names, of the same types', () => {
  const stand: typeof node = browser; // the types' part, which the compiler tests
  expect(Object.keys(stand).sort()).toEqual(Object.keys(node).sort());
});

test('what Node runs has no part for browsers', () => {
  const compiled = readdirSync(join(library, '..', 'dist', 'lib'));
  expect(compiled).toContain('platform.js');
  expect(compiled).not.toContain('platform.browser.js');
});
