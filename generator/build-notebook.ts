import { createHash } from 'node:crypto';
import { kernelName } from '../runner/kernel-spec';
import { languageInfo } from '../wire/language-info';
import { type Notebook, type NotebookCell, textOf } from '../wire/notebook';

/** What the generator wants a cell to be. */
export interface GeneratedCell {
  id: string;
  kind: 'markdown' | 'code';
  tags: string[];
  source: string;
}

/** A notebook without outputs for the project's kernel, with its lecture and the fingerprint of its cells. */
export function buildNotebook(lecture: string, cells: GeneratedCell[]): Notebook {
  const built = cells.map(({ id, kind, tags, source }): NotebookCell => {
    const metadata = tags.length > 0 ? { tags } : {};
    return kind === 'markdown'
      ? { cell_type: kind, id, metadata, source }
      : { cell_type: kind, execution_count: null, id, metadata, outputs: [], source };
  });
  return {
    cells: built,
    metadata: {
      bayes_notebooks: { fingerprint: fingerprint(built), lecture },
      kernelspec: { display_name: 'TypeScript (bayes-notebooks)', language: 'typescript', name: kernelName },
      language_info: languageInfo,
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** A digest of what the cells say, outputs apart. */
export function fingerprint(cells: NotebookCell[]): string {
  const said = cells.map((cell) => [cell.cell_type, textOf(cell.source)]);
  return createHash('sha256').update(JSON.stringify(said)).digest('hex').slice(0, 16);
}

/** Whether somebody changed the cells since they were generated; without a fingerprint they count as changed. */
export function isEdited(notebook: Notebook): boolean {
  const mark = notebook.metadata.bayes_notebooks as { fingerprint?: unknown } | undefined;
  return mark?.fingerprint !== fingerprint(notebook.cells);
}
