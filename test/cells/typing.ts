import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll } from 'vitest';
import { CellCompiler } from '../../cells/compiler';
import { filesIn } from './disk';

const project = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** A compiler over a folder of its own with some of a student's files, and the cells that have run. */
export function typing(files: Record<string, string>, cells: string[]): CellCompiler {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'typing-')));
  afterAll(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  const compiler = new CellCompiler(filesIn(folder), {
    lib: `${project}/node_modules/typescript/lib`,
    project,
    globals: [`${project}/node_modules/@types/node/index.d.ts`],
  });
  for (const cell of cells) {
    const { diagnostics } = compiler.compile(cell);
    if (diagnostics) throw new Error(JSON.stringify(diagnostics));
    compiler.keep();
  }
  return compiler;
}

/** A cell, and where the `|` in it stands. */
export function cursorIn(text: string): { source: string; cursor: number } {
  const cursor = text.indexOf('|');
  return { source: text.slice(0, cursor) + text.slice(cursor + 1), cursor };
}
