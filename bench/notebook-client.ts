import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#setup/project-paths.mjs';
import { formatNotebook, type Notebook } from '../wire/notebook';
import { source, succeed } from './python-peers';

/** What one code cell showed, and how long it took. */
export interface CellRun {
  id: string;
  /** Figures first shown, and how often one that was shown has been redrawn. */
  figures: number;
  redraws: number;
  /** Other rich outputs: tables and the self-check's, which are HTML, and listings, which are Markdown. */
  tables: number;
  /** What stands in the tables' cells, titles and empty cells apart. */
  entries: string[];
  /** All that it printed. */
  text: string;
  seconds: number;
}

/** A notebook's run under nbclient, in seconds from before the kernel's start. */
export interface NotebookRun {
  /** Until the kernel answers. */
  ready: number;
  /** Until the last cell has ended. */
  seconds: number;
  /** Processor time of the kernel and its children, its end included; other work on the machine hardly changes it. */
  cpuSeconds: number;
  cells: CellRun[];
}

/** Where a notebook is to be run. */
export interface NotebookPlace {
  /** The bench's interpreter, which has nbclient. */
  python: string;
  kernel: 'python3' | 'bayes-tslab';
  /** The kernel's working folder. */
  cwd: string;
  variables?: Record<string, string>;
}

/**
 * Runs a notebook in a fresh kernel under nbclient, the same client for both kernels.
 *
 * @throws {Error} where a cell fails
 */
export async function underNbclient(notebook: Notebook, place: NotebookPlace): Promise<NotebookRun> {
  const { python, kernel, cwd, variables = {} } = place;
  const folder = mkdtempSync(join(tmpdir(), 'bayes-bench-notebook-'));
  try {
    const file = join(folder, 'notebook.ipynb');
    writeFileSync(file, formatNotebook(notebook));
    const command = [python, source('notebook-client.py'), file, '--kernel', kernel, '--cwd', cwd];
    const output = await succeed(command, root, { JUPYTER_PATH: join(root, 'jupyter'), ...variables });
    return JSON.parse(output);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
