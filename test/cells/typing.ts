import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll } from 'vitest';
import { CellCompiler } from '../../cells/compiler';
import { filesIn } from './disk';

const project = path.resolve(__dirname, '../..');

/** A compiler with a folder of its own, in which a student writes files. */
export class TypingCompiler extends CellCompiler {
  readonly #folder: string;

  constructor(folder: string) {
    super(filesIn(folder), {
      lib: `${project}/node_modules/typescript/lib`,
      project,
      globals: [`${project}/node_modules/@types/node/index.d.ts`],
    });
    this.#folder = folder;
  }

  write(name: string, text: string): void {
    const file = path.join(this.#folder, name);
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Such a compiler with some files, and the cells that have run. */
export function typing(files: Record<string, string>, cells: string[]): TypingCompiler {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'typing-')));
  afterAll(() => rmSync(folder, { recursive: true }));
  const compiler = new TypingCompiler(folder);
  for (const [name, text] of Object.entries(files)) compiler.write(name, text);
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
