import type { Given } from '#setup/commands/command.mjs';
import type { command } from '#setup/commands/exercises.mjs';
import { root as projectRoot } from '#setup/project-paths.mjs';
import { outOfDate, writeExercises } from './write-exercises';

/**
 * The command `npm run exercises`.
 *
 * @param options as they were read
 * @param root folder of the project
 * @returns the exit status
 */
export async function run({ check }: Given<typeof command>, root = projectRoot): Promise<number> {
  const changed = check ? await outOfDate(root) : await writeExercises(root);
  for (const path of changed) console.log(`${path}: ${check ? 'is out of date' : 'written'}`);
  if (changed.length === 0) console.log('What is generated from the exercises is up to date.');
  if (check && changed.length > 0) console.error('Mend it: npm run exercises');
  return check && changed.length > 0 ? 1 : 0;
}
