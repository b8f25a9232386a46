import { type Notebook, type NotebookCell, textOf } from '../wire/notebook';
import type { WireMessage } from '../wire/wire-message';
import { CellOutputs, type Displays } from './cell-outputs';
import { KernelClient } from './kernel-client';
import { kernelName } from './kernel-spec';

/** How long an interrupted cell may take to stop before the kernel is ended. */
const interruptMs = 5000;

/** Where an execution stands. */
export interface CellProgress {
  /** Number of the cell among the code cells that hold code, from 1; JupyterLab shows it as [number]. */
  number: number;
  /** How many such cells there are. */
  total: number;
  /** The cell's text. */
  code: string;
  /** Undefined while the cell runs. */
  outcome: 'ok' | 'failed' | undefined;
}

/** Options of {@link executeNotebook}. */
export interface ExecuteNotebookOptions {
  /** The kernel's working directory; the notebook's folder, as in JupyterLab. */
  cwd: string;
  /** Called when a cell begins and when it ends. */
  onCell?: (progress: CellProgress) => void;
  /** Called with each message of a cell's output. */
  onOutput?: (message: WireMessage, cell: number) => void;
  /** Interrupts the running cell; a kernel that does not stop within five seconds is ended. */
  signal?: AbortSignal;
}

/** The first cell that failed; the cells after it were not run. */
export class CellFailure extends Error {
  override readonly name = 'CellFailure';
  readonly cell: number;
  readonly traceback: string[];
  readonly notebook: Notebook;

  /**
   * @param message the cell's number and what went wrong, in one line
   * @param cell number of the cell, as in {@link CellProgress}
   * @param traceback the error's lines, with ANSI colours
   * @param notebook the notebook with the outputs up to and with this cell
   */
  constructor(message: string, cell: number, traceback: string[], notebook: Notebook) {
    super(message);
    this.cell = cell;
    this.traceback = traceback;
    this.notebook = notebook;
  }
}

/**
 * Runs all code cells of a notebook in a new kernel, the one that JupyterLab uses.
 *
 * @returns a copy with the new outputs and execution counts, valid nbformat 4.5
 * @throws {CellFailure} at the first cell that does not end well
 * @throws {Error} when the kernel cannot be started
 */
export async function executeNotebook(
  notebook: Notebook,
  options: ExecuteNotebookOptions,
): Promise<Notebook> {
  const { cwd, onCell, onOutput, signal } = options;
  const executed = withoutOutputs(notebook);
  const cells = executed.cells.filter(
    (cell) => cell.cell_type === 'code' && textOf(cell.source).trim() !== '',
  );
  const displays: Displays = new Map();
  const kernel = await KernelClient.start(signal ? { cwd, signal } : { cwd });
  const stopInterrupting = interruptOn(signal, kernel);
  try {
    executed.metadata.language_info = kernel.info.language_info as Record<string, unknown>;
    for (const [index, cell] of cells.entries()) {
      const progress = { number: index + 1, total: cells.length, code: textOf(cell.source) };
      const outputs = new CellOutputs(displays);
      cell.outputs = outputs.outputs;
      onCell?.({ ...progress, outcome: undefined });
      const failure = await run(kernel, cell, (message) => {
        outputs.add(message);
        onOutput?.(message, progress.number);
      });
      onCell?.({ ...progress, outcome: failure ? 'failed' : 'ok' });
      if (failure) {
        const message = `Cell [${progress.number}] failed: ${failure.reason}`;
        throw new CellFailure(message, progress.number, failure.traceback, executed);
      }
      // Between two cells there was nothing to interrupt.
      if (signal?.aborted)
        throw new CellFailure(`Interrupted after cell [${progress.number}]`, index + 1, [], executed);
    }
  } finally {
    stopInterrupting();
    await kernel.shutdown();
  }
  return executed;
}

/** Runs one cell; returns why it failed, or undefined. */
async function run(
  kernel: KernelClient,
  cell: NotebookCell,
  onMessage: (message: WireMessage) => void,
): Promise<{ reason: string; traceback: string[] } | undefined> {
  try {
    const reply = await kernel.execute(textOf(cell.source), { onMessage });
    cell.execution_count = (reply.execution_count as number | undefined) ?? null;
    if (reply.status === 'ok') return undefined;
    if (reply.status !== 'error')
      return { reason: `the kernel answered "${String(reply.status)}"`, traceback: [] };
    return { reason: `${reply.ename}: ${reply.evalue}`, traceback: reply.traceback as string[] };
  } catch (error) {
    return { reason: (error as Error).message, traceback: [] };
  }
}

/** Interrupts the kernel when the signal comes; returns what ends the watch. */
function interruptOn(signal: AbortSignal | undefined, kernel: KernelClient): () => void {
  let timer: NodeJS.Timeout | undefined;
  const interrupt = (): void => {
    kernel.interrupt();
    timer = setTimeout(() => kernel.process.kill(), interruptMs);
  };
  signal?.addEventListener('abort', interrupt);
  return () => {
    clearTimeout(timer);
    signal?.removeEventListener('abort', interrupt);
  };
}

/** A copy as nbformat 4.5 wants it, with ids, without outputs, for the project's kernel. */
function withoutOutputs(notebook: Notebook): Notebook {
  const copy = structuredClone(notebook);
  const taken = new Set(copy.cells.map((cell) => cell.id));
  for (const [index, cell] of copy.cells.entries()) {
    let id = `cell-${index + 1}`;
    while (taken.has(id)) id += '-new';
    cell.id ??= id;
    cell.metadata ??= {};
    if (cell.cell_type === 'code') Object.assign(cell, { execution_count: null, outputs: [] });
  }
  copy.nbformat_minor = Math.max(copy.nbformat_minor ?? 0, 5);
  copy.metadata ??= {};
  copy.metadata.kernelspec ??= {
    name: kernelName,
    display_name: 'TypeScript (bayes-notebooks)',
    language: 'typescript',
  };
  return copy;
}
