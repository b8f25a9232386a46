import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Exercise } from '../../exercises/exercise';
import type { RightAnswer, WrongAnswer } from './answer';

/** The answers that stand beside this file for an exercise, in a folder of the exercise's name. */
export interface Answers {
  exercise: Exercise;
  right: RightAnswer[];
  wrong: WrongAnswer[];
}

const exercises = join(__dirname, '..', '..', 'exercises');

/** Those of every exercise: each folder of exercises/ that is one has to have some. */
export async function allAnswers(): Promise<Answers[]> {
  const folders = readdirSync(exercises).filter((name) => existsSync(join(exercises, name, 'exercise.ts')));
  const load = async (...path: string[]) => import(pathToFileURL(join(...path)).href);
  return Promise.all(
    folders.map(async (folder) => ({
      ...(await load(exercises, folder, 'exercise.ts')),
      ...(await load(__dirname, folder, 'right.ts')),
      ...(await load(__dirname, folder, 'wrong.ts')),
    })),
  );
}
