import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { inject } from 'vitest';
import { type Figure, figureBundle } from '../../lib/figures/figure.js';
import type { Notebook, NotebookCell } from '../../wire/notebook.js';

/** A code cell, with a figure or another bundle as its stored output, or none. */
export interface WrittenCell {
  source: string;
  figure?: Figure;
  /** Another display bundle as its stored output. */
  bundle?: Record<string, unknown>;
}

/** A notebook of code cells for the project's kernel. */
export function notebookOf(cells: WrittenCell[]): Notebook {
  return {
    cells: cells.map(
      ({ source, figure, bundle = figure && figureBundle(figure) }, index): NotebookCell => ({
        cell_type: 'code',
        id: `cell-${index}`,
        metadata: {},
        source,
        execution_count: null,
        outputs: bundle ? [{ output_type: 'display_data', metadata: {}, data: bundle }] : [],
      }),
    ),
    metadata: {
      kernelspec: {
        display_name: 'TypeScript (bayes-notebooks)',
        language: 'typescript',
        name: 'bayes-tslab',
      },
      language_info: { name: 'typescript' },
    },
    nbformat: 4,
    nbformat_minor: 5,
  };
}

/** Writes a notebook into the served project; `name` is its path from the root. */
export function writeNotebook(name: string, cells: WrittenCell[]): void {
  writeFileSync(path.join(inject('lecture').folder, name), JSON.stringify(notebookOf(cells)));
}
