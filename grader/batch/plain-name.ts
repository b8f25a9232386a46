import { lectures } from '../../exercises/catalogue/catalogue';
import { saysEdition } from '../../wire/edition-words';

/** The lectures' own file names: whoever keeps one is named by the folder. */
const lectureNames = lectures.flatMap(({ files }) => Object.values(files).map((name) => name.toLowerCase()));

/** A name without what systems, browsers and JupyterLab add to a copy's: it does not make another student. */
export function withoutCopyMarks(name: string): string {
  let clean = name.normalize('NFC').trim();
  for (;;) {
    const next = copyMarks.reduce((left, mark) => left.replace(mark, '').trim(), clean);
    if (next === clean || next === '') return clean;
    clean = next;
  }
}

const copyMarks = [
  /\(\d+\)$/, // ada (1)
  /-copy\d+$/i, // ada-Copy1
  /[ _–—-]{1,5}(?:kopia|copy)[ _]?\d*$/i, // ada — kopia, ada - kopia (2), ada_kopia, ada copy 2
  /^(?:copy(?: \(?\d+\)?)? of|kopia(?: \(\d+\))?(?: pliku)?)[ _-]+/i, // Copy of ada, Kopia ada, Kopia (2) ada
];

/** A lecture's own name, or one that any student's file may have; `en_01-…` comes from the site's folders. */
export function isNobodys(stem: string): boolean {
  const name = withoutCopyMarks(stem).toLowerCase();
  return /^untitled[ _]?\d*$/.test(name) || withoutLectureName(name) === '';
}

/**
 * The student whom a file's stem names: what stands before or behind a lecture's own name, or all of it.
 *
 * @returns never empty
 */
export function nameInStem(stem: string): string {
  const name = withoutCopyMarks(stem);
  const rest = withoutLectureName(name);
  return rest === undefined || rest === '' ? name : withoutCopyMarks(rest);
}

/** What is left of a name beside a lecture's and beside words that tell editions apart; undefined where it has none. */
function withoutLectureName(name: string): string | undefined {
  const lower = name.toLowerCase();
  const lecture = lectureNames.find((one) => lower.includes(one));
  if (lecture === undefined) return undefined;
  const at = lower.indexOf(lecture);
  const rest = [name.slice(0, at), name.slice(at + lecture.length).replace(/^\.ipynb/i, '')]
    .map((piece) => piece.replace(/^[ _.–—-]+|[ _.–—-]+$/g, ''))
    .filter((piece) => !saysEdition(piece));
  return rest.join(' ');
}
