import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, markings, publicChecks } from './catalogue';
import { exerciseFolders } from './exercise-folders';
import { lecturesIn } from './lectures';

/** All that is generated from the exercises' folders, by its path from the project's root. */
export async function generatedFromExercises(root: string): Promise<Map<string, string>> {
  const folders = await exerciseFolders();
  return new Map([
    ['exercises/catalogue.ts', catalogue(folders, lecturesIn(root))],
    ['exercises/markings.ts', markings(folders)],
    ...folders.map((one): [string, string] => [
      `exercises/${one.folder}/public-checks.json`,
      publicChecks(one),
    ]),
  ]);
}

/** The generated files under `root` that are not what the folders give. */
export async function outOfDate(root: string): Promise<string[]> {
  return [...(await generatedFromExercises(root))]
    .filter(
      ([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text,
    )
    .map(([path]) => path);
}

/** Writes those anew. @returns their paths */
export async function writeExercises(root: string): Promise<string[]> {
  const generated = await generatedFromExercises(root);
  const changed = await outOfDate(root);
  for (const path of changed) writeFileSync(join(root, path), generated.get(path) as string);
  return changed;
}
