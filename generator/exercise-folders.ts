import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Exercise } from '../exercises/exercise';
import type { Marking } from '../exercises/prepared-check';

/** A folder of exercises/ that is an exercise, with what stands in it. */
export interface ExerciseFolder {
  /** Its name, such as `mean-kl`. */
  folder: string;
  exercise: Exercise;
  marking: Marking;
}

/** Beside this file's own folder, compiled where it is. */
const compiled = join(__dirname, '..', 'exercises');

/**
 * Loads every exercise: each folder of exercises/ that holds an `exercise.ts` is one.
 *
 * @returns by the numbers of their ids
 * @throws {RangeError} where an id stands twice
 */
export async function exerciseFolders(): Promise<ExerciseFolder[]> {
  const ending = extname(__filename);
  const folders = readdirSync(compiled).filter((name) =>
    existsSync(join(compiled, name, `exercise${ending}`)),
  );
  const loaded = await Promise.all(
    folders.map(async (folder): Promise<ExerciseFolder> => {
      const { exercise } = await load<{ exercise: Exercise }>(folder, `exercise${ending}`);
      const { marking } = await load<{ marking: Marking }>(folder, `marking${ending}`);
      return { folder, exercise, marking };
    }),
  );
  const number = ({ exercise }: ExerciseFolder) => Number(exercise.id.replace(/\D/g, ''));
  return loaded.sort((a, b) => number(a) - number(b));
}

const load = <T>(folder: string, file: string): Promise<T> =>
  import(pathToFileURL(join(compiled, folder, file)).href);
