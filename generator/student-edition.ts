import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { markings } from './catalogue';
import { generateNotebook, lectureNotebooks } from './editions';
import { saveNotebook } from './write-notebooks';

/** What a student must not have: answers, hidden checks with their references, and what is made of or with them. */
const withheld = [
  /^exercises\/(.+\/)?marking(\/|\.ts$)/,
  /^solutions\//,
  /^lecture\//,
  /^generator\//,
  /^browser\//,
  /^bench\//,
  /^farm\//,
  /^docs\/(grading|hostile-submissions|mutation)/,
  /^(stryker|vitest\.mutate)\.config\./,
  /\.full\.test\./,
  /^test\/(?!lib\/|submission\/|figures\/|setup\/(?!checks\/)|kernel\/(?!field\/)|oracles\.json)/,
  /^notebooks\//,
  /^\.(ci|github)\//,
];

/** Of an exercise's folder students get two files, whatever else stands in it and whatever that is called. */
function isWithheldOfExercise(file: string, files: string[]): boolean {
  const [, folder, name = ''] = /^(exercises\/[^/]+)\/(.+)$/.exec(file) ?? [];
  const isExercise = folder !== undefined && files.includes(`${folder}/exercise.ts`);
  return isExercise && !['exercise.ts', 'public-checks.json'].includes(name);
}

/** npm scripts that a student's edition does not have, and the files of their commands. */
const scripts = [
  'exercises',
  'notebooks',
  'student-edition',
  'site',
  'mutate',
  'bench',
  'coverage',
  'fuzz',
  'farm',
];

/**
 * Writes the package for students into an empty folder: without solutions, hidden rubrics and the tests that need
 * them, and with untouched notebooks whatever the instructor's look like.
 *
 * @returns how many files were written
 * @throws {RangeError} where the folder is not empty
 */
export function writeStudentEdition(root: string, folder: string): number {
  if (existsSync(folder) && readdirSync(folder).length > 0)
    throw new RangeError(`Cannot write the student edition: ${folder} must be an empty or a new folder`);
  const commands = scripts.map((script) => `setup/commands/${script}.mjs`);
  const all = projectFiles(root);
  const files = all.filter(
    (file) =>
      !commands.includes(file) &&
      !withheld.some((pattern) => pattern.test(file)) &&
      !isWithheldOfExercise(file, all),
  );
  try {
    for (const file of files) copy(join(root, file), join(folder, file));
    writeFileSync(join(folder, 'exercises', 'catalogue', 'markings.ts'), markings([]));
    const students = lectureNotebooks(root).filter(({ edition }) => edition === 'student');
    for (const notebook of students) {
      mkdirSync(dirname(join(folder, notebook.path)), { recursive: true });
      saveNotebook(join(folder, notebook.path), generateNotebook(root, notebook));
    }
    withoutScripts(join(folder, 'package.json'));
    return files.length + students.length;
  } catch (error) {
    rmSync(folder, { recursive: true, force: true }); // half an edition must not be handed out
    throw error;
  }
}

/** The files under version control: nothing that happens to lie about goes to students. */
const projectFiles = (root: string): string[] =>
  execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8', maxBuffer: 1 << 26 })
    .split('\0')
    .filter((file) => file !== '' && existsSync(join(root, file)));

function copy(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  cpSync(from, to);
}

function withoutScripts(path: string): void {
  const manifest = JSON.parse(readFileSync(path, 'utf8')) as { scripts: Record<string, string> };
  for (const script of scripts) delete manifest.scripts[script];
  writeFileSync(path, `${JSON.stringify(manifest, null, 2)}\n`);
}
