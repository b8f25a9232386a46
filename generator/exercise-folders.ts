import { existsSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inProject } from '#setup/project-paths.mjs';
import { type Exercise, exerciseNumber } from '../exercises/exercise';
import type { Marking } from '../exercises/prepared-check';

/** A folder of exercises/ that is an exercise, with what stands in it. */
export interface ExerciseFolder {
  /** Its name, such as `mean-kl`. */
  folder: string;
  exercise: Exercise;
  marking: Marking;
}

/** Where this file finds the modules: beside its own folder, compiled where it is. */
const modules = join(__dirname, '..', 'exercises');
const ending = extname(__filename);

/** Loads every exercise, by number: each folder of exercises/ that holds an `exercise.ts` is one. */
export async function exerciseFolders(): Promise<ExerciseFolder[]> {
  const sources = inProject('exercises');
  const folders = readdirSync(sources).filter((name) => existsSync(join(sources, name, 'exercise.ts')));
  const loaded = await Promise.all(
    folders.map(async (folder): Promise<ExerciseFolder> => {
      const { exercise } = await load<{ exercise: Exercise }>(folder, 'exercise');
      const { marking } = await load<{ marking: Marking }>(folder, 'marking');
      return { folder, exercise, marking };
    }),
  );
  return loaded.sort((a, b) => exerciseNumber(a.exercise.id) - exerciseNumber(b.exercise.id));
}

const load = <T>(folder: string, file: string): Promise<T> =>
  import(pathToFileURL(join(modules, folder, `${file}${ending}`)).href);
