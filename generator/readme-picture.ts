import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Notebook } from '../wire/notebook';
import type { LectureNotebook } from './editions';

/** The picture on the README's first screen. */
export const readmePicture = 'docs/sine-fit.png';

/** Whether the picture is taken from this notebook. */
export const isPictured = ({ lecture, edition, language }: LectureNotebook): boolean =>
  lecture.id === '01-bayesian-neural-networks' && edition === 'solved' && language === 'en';

/** Takes the README's picture out of an executed notebook. */
export function saveReadmePicture(root: string, notebook: Notebook): void {
  const file = join(root, readmePicture);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, sineFit(notebook));
}

/** Whether the README shows the figure of this notebook. */
export function readmeShows(root: string, notebook: Notebook): boolean {
  const file = join(root, readmePicture);
  return existsSync(file) && readFileSync(file).equals(sineFit(notebook));
}

/** The last figure of the sine's training in an executed notebook, as a PNG. */
function sineFit(notebook: Notebook): Buffer {
  const cell = notebook.cells.find(
    ({ metadata }) => Array.isArray(metadata.tags) && metadata.tags.includes('lecture-13'),
  );
  const pictures = (cell?.outputs ?? []).flatMap((output) =>
    'data' in output && typeof output.data['image/png'] === 'string' ? [output.data['image/png']] : [],
  );
  const last = pictures.at(-1);
  if (last === undefined) throw new Error('Cannot renew the README picture: cell lecture-13 shows no figure');
  return Buffer.from(last, 'base64');
}
