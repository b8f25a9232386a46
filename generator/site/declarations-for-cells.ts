import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Node's own are not among them: a tab has nothing of what they declare. */
const files = ['lib.es2023.d.ts', 'few-globals.d.ts', 'packages.d.ts'];

/** Licences of single files, a fifth of the text; the bundles' own files of licences name them once. */
const licence = /\/\*\*\s*(?:\* )?@license\b[\s\S]*?\*\/\n?/g;

/**
 * The declarations that the compiler of cells reads, by the names that `npm run build` gave them.
 *
 * @param root folder of the project
 */
export function declarationsForCells(root: string): Record<string, string> {
  const read = (file: string): string => readFileSync(join(root, 'dist', 'declarations', file), 'utf8');
  return Object.fromEntries(files.map((file) => [file, read(file).replaceAll(licence, '')]));
}

/** TypeScript's declarations of what a browser gives a worker, without those of the language, which cells have. */
export function workerDeclarations(root: string): string {
  const file = join(root, 'node_modules', 'typescript', 'lib', 'lib.webworker.d.ts');
  return readFileSync(file, 'utf8').replaceAll(/^\/\/\/ <reference .*\n/gm, '');
}
