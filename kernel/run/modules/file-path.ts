import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';

/** Which source a name stands for that a compiler would give to what it emits. */
const sourcesOf: Record<string, string[]> = {
  '.js': ['.ts', '.tsx'],
  '.jsx': ['.tsx'],
  '.mjs': ['.mts'],
  '.cjs': ['.cts'],
};
/** In the order in which TypeScript, then Node, look for them. */
const endings = ['.ts', '.tsx', '.js', '.jsx', '.json', '.node'];

/**
 * The file that a path without package stands for: `./mine` may be `mine.ts` or `mine/index.ts`, and `./mine.js` too is
 * `mine.ts` where that is there. Node's own look-up knows no TypeScript, and remembers files that are deleted since.
 *
 * @param place absolute path, as imported
 * @returns absolute path; undefined where there is no such file
 */
export function filePath(place: string): string | undefined {
  const folder = /[/\\]$/.test(place) ? undefined : fileNamed(place);
  return folder ?? fileInFolder(path.resolve(place));
}

function fileNamed(place: string): string | undefined {
  const ending = path.extname(place);
  const stem = place.slice(0, place.length - ending.length);
  const sources = (sourcesOf[ending] ?? []).map((source) => stem + source);
  return [...sources, place, ...endings.map((added) => place + added)].find(isFile);
}

function fileInFolder(folder: string): string | undefined {
  const main = mainOf(path.join(folder, 'package.json'));
  const named = main === undefined ? undefined : path.resolve(folder, main);
  return (
    (named && (fileNamed(named) ?? fileNamed(path.join(named, 'index')))) ??
    fileNamed(path.join(folder, 'index'))
  );
}

function mainOf(file: string): string | undefined {
  if (!isFile(file)) return undefined;
  const { main } = JSON.parse(readFileSync(file, 'utf8')) as { main?: unknown };
  return typeof main === 'string' ? main : undefined;
}

function isFile(place: string): boolean {
  return statSync(place, { throwIfNoEntry: false })?.isFile() ?? false;
}
