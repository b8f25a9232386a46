import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Lecture } from '../exercises/catalogue/lecture';

/** The folder of the lectures' sources, from the project's root. */
const lectureFolder = 'lecture';

/** A lecture's source, from the project's root. */
export const lectureSource = ({ id }: Lecture): string => `${lectureFolder}/${id}.mts`;

/**
 * The lectures under `root`: each source in lecture/ is one, and says what its notebooks are called.
 *
 * @throws {RangeError} where a source does not say it, or goes by another name than its English notebook
 */
export function lecturesIn(root: string): Lecture[] {
  const sources = readdirSync(join(root, lectureFolder)).filter((name) => name.endsWith('.mts'));
  return sources.sort().map((name) => lectureOf(readFileSync(join(root, lectureFolder, name), 'utf8'), name));
}

function lectureOf(source: string, name: string): Lecture {
  const id = basename(name, '.mts');
  const { pl, en } = declaration.exec(source)?.groups ?? {};
  if (pl === undefined || en !== id)
    throw new RangeError(
      `Cannot read ${lectureFolder}/${name}: it must hold export const notebooks = { pl: '…', en: '${id}' };`,
    );
  return { id, files: { pl, en } };
}

const declaration = /^export const notebooks = \{\s*pl: '(?<pl>[^']+)',\s*en: '(?<en>[^']+)',?\s*\};/m;
