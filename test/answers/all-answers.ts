import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Exercise } from '../../exercises/exercise';
import { exerciseFolders } from '../../generator/exercise-folders';
import type { RightAnswer, WrongAnswer } from './answer';

/** The answers that stand beside this file for an exercise, in a folder of the exercise's name. */
export interface Answers {
  exercise: Exercise;
  right: RightAnswer[];
  wrong: WrongAnswer[];
}

/** Those of every exercise, which has to have some. */
export async function allAnswers(): Promise<Answers[]> {
  const load = async (folder: string, file: string) =>
    import(pathToFileURL(join(__dirname, folder, file)).href);
  return Promise.all(
    (await exerciseFolders()).map(async ({ folder, exercise }) => ({
      exercise,
      ...(await load(folder, 'right.ts')),
      ...(await load(folder, 'wrong.ts')),
    })),
  );
}
