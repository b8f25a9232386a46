import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Notebook, type NotebookCell, parseNotebook, textOf } from '../wire/notebook';
import { generateNotebook, lectureNotebooks } from './editions';
import { isPictured, readmePicture, readmeShows } from './readme-picture';
import { outputComplaints } from './solved-outputs';

/** Compares all notebooks under `root` with what the lecture gives; one line per difference, none when in step. */
export function checkNotebooks(root: string): string[] {
  return lectureNotebooks(root).flatMap((edition) => {
    const path = join(root, edition.path);
    if (!existsSync(path)) return [`${edition.path}: is missing`];
    let found: Notebook;
    try {
      found = parseNotebook(readFileSync(path, 'utf8'));
    } catch (error) {
      return [`${edition.path}: ${(error as Error).message}`];
    }
    const complaints = differences(generateNotebook(root, edition), found);
    if (edition.edition === 'solved') complaints.push(...outputComplaints(found));
    if (isPictured(edition) && complaints.length === 0 && !readmeShows(root, found)) {
      complaints.push(`${readmePicture} is not its last figure of the sine`);
    }
    return complaints.map((complaint) => `${edition.path}: ${complaint}`);
  });
}

/** What differs in source, tags or metadata; outputs are not compared. */
export function differences(wanted: Notebook, found: Notebook): string[] {
  const complaints: string[] = [];
  if (found.nbformat !== wanted.nbformat || found.nbformat_minor !== wanted.nbformat_minor) {
    complaints.push(`is notebook format ${found.nbformat}.${found.nbformat_minor}`);
  }
  if (canonical(found.metadata) !== canonical(wanted.metadata)) complaints.push('has other metadata');
  if (found.cells.length !== wanted.cells.length) {
    complaints.push(`has ${found.cells.length} cells instead of ${wanted.cells.length}`);
  }
  wanted.cells.forEach((cell, index) => {
    const other = found.cells[index];
    if (other)
      complaints.push(
        ...cellDifferences(cell, other).map((what) => `cell ${index + 1} (${cell.id}) ${what}`),
      );
  });
  return complaints;
}

function cellDifferences(wanted: NotebookCell, found: NotebookCell): string[] {
  if (found.id !== wanted.id || found.cell_type !== wanted.cell_type)
    return [`is ${found.cell_type} ${found.id}`];
  const complaints: string[] = [];
  if (textOf(found.source) !== textOf(wanted.source)) complaints.push('has another source');
  if (canonical(found.metadata.tags) !== canonical(wanted.metadata.tags)) complaints.push('has other tags');
  else if (canonical(found.metadata) !== canonical(wanted.metadata)) complaints.push('has other metadata');
  return complaints;
}

/** JSON whose keys stand in order, so that two equal values give equal text. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? 'none';
