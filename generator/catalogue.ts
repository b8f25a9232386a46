import type { Lecture } from '../exercises/catalogue/lecture';
import type { PublicChecks } from '../exercises/catalogue/published-exercise';
import type { ExerciseFolder } from './exercise-folders';

const head = '// Written by `npm run exercises`; `npm run check` fails where it is out of date.\n';

/** The text of exercises/catalogue/catalogue.ts: the exercises and the lectures, as everyone may know them. */
export function catalogue(folders: ExerciseFolder[], lectures: Lecture[]): string {
  refuseMistakes(folders, lectures);
  const imports = folders.map(
    ({ folder }) =>
      `import { exercise as ${camelCase(folder)} } from '../${folder}/exercise';\n` +
      `import ${camelCase(folder)}Checks from '../${folder}/public-checks.json';\n`,
  );
  return `${head}
${imports.sort().join('')}import type { Lecture } from './lecture';
import { type PublishedExercise, publish } from './published-exercise';

/** The exercises of all lectures, by their numbers. */
export const exercises: readonly PublishedExercise[] = [
${folders.map(({ folder }) => `  publish(${camelCase(folder)}, ${camelCase(folder)}Checks),\n`).join('')}];

/** The id of an exercise. */
export type ExerciseId = ${folders.map(({ exercise }) => `'${exercise.id}'`).join(' | ')};

/** The lectures, in their order. */
export const lectures: readonly Lecture[] = [
${lectures.map(({ id, files }) => `  { id: '${id}', files: { pl: '${files.pl}', en: '${files.en}' } },\n`).join('')}];
`;
}

/** The text of exercises/catalogue/markings.ts: what the grader marks with; nothing in the student's edition. */
export function markings(folders: Pick<ExerciseFolder, 'folder' | 'exercise'>[]): string {
  const imports = folders.map(
    ({ folder }) => `import { marking as ${camelCase(folder)} } from '../${folder}/marking';\n`,
  );
  const entries = folders.map(({ folder, exercise }) => `  '${exercise.id}': ${camelCase(folder)},\n`);
  return `${head}
${imports.sort().join('')}import type { ExerciseId } from './catalogue';
import type { Marking } from '../prepared-check';

/** How each exercise is marked with its hidden checks, where this edition has them. */
export const markings: Partial<Record<ExerciseId, Marking>> = {
${entries.join('')}};
`;
}

/** The text of an exercise's public-checks.json, a line for each misconception and each check. */
export function publicChecks({ marking }: ExerciseFolder): string {
  const { misconceptions, checks }: PublicChecks = {
    misconceptions: marking.misconceptions,
    checks: marking.checks('').filter(({ visibility }) => visibility === 'public'),
  };
  const words = Object.entries(misconceptions).map(([id, said]) => `"${id}":${JSON.stringify(said)}`);
  const lines = checks.map((check) => JSON.stringify(check));
  return `{"misconceptions":{\n${words.join(',\n')}\n},"checks":[\n${lines.join(',\n')}\n]}\n`;
}

/** @throws {RangeError} where an id stands twice or a lecture has no source */
function refuseMistakes(folders: ExerciseFolder[], lectures: Lecture[]): void {
  for (const { folder, exercise } of folders) {
    const refuse = (rule: string, value: string) => {
      throw new RangeError(`Cannot list exercises/${folder}: ${rule}, got ${value}`);
    };
    const { id, lecture } = exercise;
    if (!/^exercise-\d+$/.test(id)) refuse('its id must be exercise- and a number', id);
    if (folders.some((other) => other.folder !== folder && other.exercise.id === id))
      refuse('its id must be its own', id);
    if (!lectures.some((known) => known.id === lecture))
      refuse('its lecture must have a source in lecture/', lecture);
  }
}

const camelCase = (folder: string): string =>
  folder.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
