import { type Notebook, textOf } from './notebook';

/** What the generator writes into a lecture's notebook. */
export interface Mark {
  /** A digest of its cells as they were published. */
  fingerprint: string;
  /** The lecture's id. */
  lecture: string;
}

/** @returns undefined where the notebook is no lecture's */
export function markOf(notebook: Notebook): Mark | undefined {
  const mark = notebook.metadata.bayes_notebooks as Partial<Mark> | undefined;
  return typeof mark?.fingerprint === 'string' && typeof mark.lecture === 'string'
    ? { fingerprint: mark.fingerprint, lecture: mark.lecture }
    : undefined;
}

/** What the cells say, outputs apart. */
export const saidBy = (notebook: Notebook): string =>
  JSON.stringify(notebook.cells.map((cell) => [cell.cell_type, textOf(cell.source)]));

/** Whether all cells say what they were published with: nothing would be lost with them. */
export async function isUntouched(notebook: Notebook): Promise<boolean> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(saidBy(notebook)));
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
  return markOf(notebook)?.fingerprint === hex.slice(0, 16);
}

/**
 * What becomes of a student's copy of a notebook that is published: `current` where it is of this edition, `renewed`
 * where nothing of theirs would be lost, `kept` where it holds their work.
 */
export async function fateOfCopy(
  own: Notebook,
  published: Notebook,
): Promise<'current' | 'renewed' | 'kept'> {
  const edition = markOf(published)?.fingerprint;
  if (edition === undefined || edition === markOf(own)?.fingerprint) return 'current';
  return (await isUntouched(own)) ? 'renewed' : 'kept';
}
