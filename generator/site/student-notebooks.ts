import { mkdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { generateNotebook, lectureNotebooks } from '../editions';
import { saveNotebook } from '../write-notebooks';

/**
 * Writes the student's notebooks of all lectures, in both languages and without outputs, side by side into a folder: a
 * download from a folder within would bear that folder's name too, and the grader would take it for the student's.
 *
 * @param root folder of the project
 */
export function writeStudentNotebooks(root: string, folder: string): void {
  mkdirSync(folder, { recursive: true });
  for (const notebook of lectureNotebooks(root).filter(({ edition }) => edition === 'student'))
    saveNotebook(join(folder, basename(notebook.path)), generateNotebook(root, notebook));
}
