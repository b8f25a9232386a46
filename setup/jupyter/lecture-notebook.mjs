import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { inProject } from '../project-paths.mjs';

/** What a front end, a browser or a person adds to the name of a copy. */
const copySuffix = /([-_ .](copy|kopia|backup|new version|nowa wersja)[-_ ]?\d*| ?\(\d+\))$/i;

/**
 * The lectures of a folder, by what each notebook says of itself, else by its name.
 * @param {import('../language.mjs').Language} lang
 * @param {{ solved?: boolean, root?: string }} [edition] the student's unless `solved`
 * @returns {Map<number, string>} in order: the lecture's number, and its notebook's path below the project's root
 */
export function lectureNotebooks(lang, { solved = false, root = inProject() } = {}) {
  const folder = `${solved ? 'solutions' : 'notebooks'}/${lang}`;
  if (!existsSync(`${root}/${folder}`)) return new Map();
  const found = readdirSync(`${root}/${folder}`)
    .filter((name) => name.endsWith('.ipynb'))
    .map((name) => {
      const stem = name.slice(0, -'.ipynb'.length);
      const lecture = lectureIn(`${root}/${folder}/${name}`) ?? leadingNumber(stem);
      return { lecture, isCopy: copySuffix.test(stem), path: `${folder}/${name}` };
    })
    .filter(({ lecture }) => lecture !== undefined)
    .sort((one, other) => Number(other.isCopy) - Number(one.isCopy) || other.path.localeCompare(one.path));
  /** @type {[number, string][]} the last one of a lecture counts: originals come after copies */
  const byLecture = found.map(({ lecture, path }) => [Number(lecture), path]);
  return new Map([...new Map(byLecture)].sort(([one], [other]) => one - other));
}

/**
 * @param {string} file a notebook
 * @returns {number | undefined} the lecture that its metadata names
 */
function lectureIn(file) {
  try {
    const { lecture } = JSON.parse(readFileSync(file, 'utf8')).metadata.bayes_notebooks;
    return leadingNumber(String(lecture));
  } catch {
    return undefined; // not readable, or made without it: its name tells
  }
}

/** @param {string} name such as `01-bayesian-neural-networks` */
function leadingNumber(name) {
  const [digits] = /^\d+/.exec(name) ?? [];
  return digits === undefined ? undefined : Number(digits);
}
