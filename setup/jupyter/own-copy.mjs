import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { say } from '../programs/say.mjs';
import { SetupProblem } from '../programs/setup-problem.mjs';
import { inProject, root } from '../project-paths.mjs';

/** Behind the name of a new edition beside a student's own: the grader takes it for no student's, nor does `npm start`. */
const newEdition = /** @type {Record<string, string>} */ ({ pl: 'nowa wersja', en: 'new version' });

/**
 * The user's own copy of the project's notebooks, for a project that cannot be written: made where it is missing, and
 * brought up to date where nothing was written in it. What holds work is left as it is, and how to get both is said.
 * @param {{ solved: boolean, project?: string, copy?: string }} wanted `solved`: the solved notebooks too
 * @returns {string} its folder, laid out as the project is
 * @throws {SetupProblem} where a clone of the project stands there
 */
export function ownCopy({ solved, project = root, copy = join(homedir(), 'bayes-notebooks') }) {
  if (existsSync(join(copy, 'package.json'))) {
    throw new SetupProblem(`Cannot copy the notebooks to ${copy}: a project of its own stands there`, {
      mend: `cd ${copy} && npm start`,
    });
  }
  if (!existsSync(copy)) say(`Your own notebooks are in ${copy}, since ${project} cannot be written.`);
  for (const edition of ['notebooks', ...(solved ? ['solutions'] : [])])
    for (const lang of Object.keys(newEdition))
      for (const file of notebooksIn(join(project, edition, lang)))
        bringUpToDate(join(project, edition, lang, file), join(copy, edition, lang, file));
  return copy;
}

/** @param {string} folder @returns {string[]} names */
const notebooksIn = (folder) =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.ipynb')) : [];

/**
 * @param {string} published
 * @param {string} own
 */
function bringUpToDate(published, own) {
  const { parseNotebook, fateOfCopy } = rules();
  const text = readFileSync(published, 'utf8');
  const fate = existsSync(own) ? fateOfCopy(read(own), parseNotebook(text)) : 'renewed';
  if (fate === 'renewed') write(own, text);
  if (fate === 'kept' && !standsBeside(own, parseNotebook(text))) say(howToGetBoth(published, own));
}

/** @typedef {{ metadata: object, cells: object[] }} Notebook */

/**
 * The same for the copy that a browser keeps: compiled, since it stands above this room.
 * @typedef {object} Rules
 * @property {(text: string) => Notebook} parseNotebook
 * @property {(own: Notebook, published: Notebook) => 'current' | 'renewed' | 'kept'} fateOfCopy
 * @property {(notebook: Notebook) => { fingerprint: string } | undefined} markOf
 */

/** @returns {Rules} */
function rules() {
  const load = createRequire(import.meta.url);
  const [edition, notebook] = ['edition.js', 'notebook.js'].map((name) =>
    load(inProject('dist', 'wire', name)),
  );
  return { ...edition, ...notebook };
}

/**
 * @param {string} own
 * @param {Notebook} published
 */
function standsBeside(own, published) {
  const { markOf } = rules();
  const edition = markOf(published)?.fingerprint;
  const folder = dirname(own);
  return notebooksIn(folder).some((name) => markOf(read(join(folder, name)))?.fingerprint === edition);
}

/**
 * @param {string} published
 * @param {string} own
 */
function howToGetBoth(published, own) {
  const suffix = newEdition[basename(dirname(own))];
  const beside = own.replace(/\.ipynb$/, ` ${suffix}.ipynb`);
  const copy = process.platform === 'win32' ? 'copy' : 'cp';
  return `There is a new edition of ${own}; yours is left as it is, with your work. To have both: ${copy} "${published}" "${beside}"`;
}

/** @param {string} file a student's; what cannot be read as a notebook holds their work all the same @returns {Notebook} */
function read(file) {
  const text = readFileSync(file, 'utf8');
  try {
    return rules().parseNotebook(text);
  } catch {
    return { cells: [], metadata: {} };
  }
}

/**
 * Writes beside the target first, so that a full disk leaves the old file whole.
 * @param {string} file
 * @param {string} text
 */
function write(file, text) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.part`, text);
  renameSync(`${file}.part`, file);
}
