import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogue, markings, publicChecks } from './catalogue';
import { exerciseFolders } from './exercise-folders';
import { lecturesIn } from './lectures';

/** All that is generated from the exercises' folders: paths from the project's root, and texts. */
async function generated(root: string): Promise<[path: string, text: string][]> {
  const folders = await exerciseFolders();
  return [
    ['exercises/catalogue/catalogue.ts', catalogue(folders, lecturesIn(root))],
    ['exercises/catalogue/markings.ts', markings(folders)],
    ...folders.map((one): [string, string] => [
      `exercises/${one.folder}/public-checks.json`,
      publicChecks(one),
    ]),
  ];
}

/** What of it stands otherwise under `root`, or not at all. */
async function changes(root: string): Promise<[path: string, text: string][]> {
  const isCurrent = (path: string, text: string) =>
    existsSync(join(root, path)) && readFileSync(join(root, path), 'utf8') === text;
  return (await generated(root)).filter(([path, text]) => !isCurrent(path, text));
}

/** @returns the paths of the generated files under `root` that are not what the folders give */
export async function outOfDate(root: string): Promise<string[]> {
  return (await changes(root)).map(([path]) => path);
}

/** Writes those anew. @returns their paths */
export async function writeExercises(root: string): Promise<string[]> {
  const changed = await changes(root);
  for (const [path, text] of changed) writeFileSync(join(root, path), text);
  return changed.map(([path]) => path);
}
