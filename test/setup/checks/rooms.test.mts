import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { rooms } from '../../../.dependency-cruiser.mjs';
import { cruiseRooms, folderPairs } from '../../../setup/checks/rooms.mjs';

const projects: string[] = [];
afterEach(() => {
  for (const project of projects.splice(0)) rmSync(project, { recursive: true });
});

/** The rules that a project of the given files breaks. */
async function violations(files: Record<string, string>): Promise<string[]> {
  const project = mkdtempSync(path.join(tmpdir(), 'bayes-rooms-'));
  projects.push(project);
  const manifest = { name: 'tiny', imports: { '#setup/*': './setup/*' } };
  const settings = { compilerOptions: { module: 'node16' } };
  const all = {
    'package.json': JSON.stringify(manifest),
    'tsconfig.json': JSON.stringify(settings),
    ...files,
  };
  for (const [file, text] of Object.entries(all)) {
    mkdirSync(path.dirname(path.join(project, file)), { recursive: true });
    writeFileSync(path.join(project, file), text);
  }
  const { summary } = await cruiseRooms(project);
  return summary.violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`).sort();
}

describe('cruiseRooms()', () => {
  it('accepts imports from lower rooms', async () => {
    expect(
      await violations({
        'setup/run.mjs': 'export const run = () => {};',
        'lib/net.ts': 'export const net = 1;',
        'grader/grade.ts':
          "import { run } from '#setup/run.mjs'; import { net } from '../lib/net'; run(net);",
      }),
    ).toEqual([]);
  });

  it('refuses imports from higher rooms, of types and in comments too', async () => {
    expect(
      await violations({
        'setup/run.mjs': "/** @typedef {import('../wire/cell').Cell} Cell */ export const run = () => {};",
        'wire/cell.ts': 'export type Cell = 1;',
        'lib/net.ts': "import type { Mark } from '../grader/mark'; export const net: Mark = 1;",
        'grader/mark.ts': 'export type Mark = 1;',
      }),
    ).toEqual([
      'order-of-rooms-lib: lib/net.ts -> grader/mark.ts',
      'order-of-rooms-setup: setup/run.mjs -> wire/cell.ts',
    ]);
  });

  it('refuses circles, imports that lead nowhere, and folders without a place in the order', async () => {
    expect(
      await violations({
        'lib/one.ts': "import { two } from './two'; export const one = two;",
        'lib/two.ts': "import type { one } from './one'; export const two: typeof one = 2;",
        'runner/run.ts': "import './gone'; import '../attic/old';",
        'attic/old.ts': 'export const old = 1;',
      }),
    ).toEqual([
      'no-circle: lib/one.ts -> lib/two.ts',
      'no-dead-end: runner/run.ts -> ./gone',
      'no-folder-without-room: runner/run.ts -> attic/old.ts',
    ]);
  });
});

it('rooms names each room before those that import from it', () => {
  const names = Object.keys(rooms);
  for (const [room, lower] of Object.entries(rooms)) {
    for (const name of lower) expect(names.slice(0, names.indexOf(room)), room).toContain(name);
  }
});

it('folderPairs() finds the folders that import each other, once', () => {
  const file = (source: string, ...imports: string[]) => ({
    source,
    dependencies: imports.map((resolved) => ({ resolved })),
  });
  expect(
    folderPairs([
      file('grader/grade.ts', 'grader/batch/journal.ts', 'lib/net.ts', 'grader/marks.ts'),
      file('grader/batch/journal.ts', 'grader/marks.ts', 'grader/usage.ts'),
      file('lib/net.ts', 'fs'),
    ]),
  ).toEqual([['grader', 'grader/batch']]);
});
