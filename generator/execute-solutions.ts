import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type CellProgress, executeNotebook } from '../runner/execute-notebook';
import { parseNotebook } from '../wire/notebook';
import { generateNotebook, lectureNotebooks } from './editions';
import { addFigureImages } from './figure-images';
import { isPictured, saveReadmePicture } from './readme-picture';
import { keepOutputs, outputComplaints } from './solved-outputs';
import { saveNotebook } from './write-notebooks';

/** What the caller hears while the solved notebooks run. */
export interface ExecutionListener {
  onNotebook(path: string): void;
  onCell(progress: CellProgress): void;
}

/**
 * Runs the solved notebooks under `root` in the real kernel and stores their new outputs, figures as pictures too.
 *
 * @throws {Error} at the first cell that fails, and where an output is not fit to be shown
 */
export async function executeSolutions(root: string, listener: ExecutionListener): Promise<void> {
  for (const edition of lectureNotebooks(root).filter(({ edition }) => edition === 'solved')) {
    const path = join(root, edition.path);
    listener.onNotebook(edition.path);
    const executed = await executeNotebook(parseNotebook(readFileSync(path, 'utf8')), {
      cwd: dirname(path),
      onCell: (progress) => listener.onCell(progress),
    });
    const notebook = keepOutputs(generateNotebook(root, edition), await addFigureImages(executed));
    const [complaint] = outputComplaints(notebook);
    if (complaint) throw new Error(`Cannot store the outputs of ${edition.path}: ${complaint}`);
    saveNotebook(path, notebook);
    if (isPictured(edition)) saveReadmePicture(root, notebook);
  }
}
