import { saysEdition } from '../../wire/edition-words';

/** A name must fit into a file's, beside the lecture's and the mark of a second download. */
const longestStudent = 80;

/**
 * A student's name as a file's may have it: letters, digits, spaces and `.'-`. What else may be typed, platforms and
 * the grader use as marks of their own.
 */
export function cleanName(typed: string): string {
  const name = typed
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N} .'’-]+/gu, ' ')
    .replace(/ +/g, ' ');
  return [...name]
    .slice(0, longestStudent)
    .join('')
    .replace(/^[ .'’-]+|[ .'’-]+$/g, '');
}

/** Whether it can name a student: what begins with a digit, and words for a version, name none. */
export const isName = (name: string): boolean => /^\p{L}/u.test(name) && !saysEdition(name);

/**
 * The name under which a notebook is handed in. The grader names the student by what stands before the lecture's own
 * name, and two lectures of one student do not clash in a folder.
 *
 * @param student a clean name
 * @param lecture the lecture's file, without its ending
 */
export const handInName = (student: string, lecture: string): string => `${student} - ${lecture}.ipynb`;
