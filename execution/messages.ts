/**
 * What the kernel's two threads tell each other. The server's thread holds the sockets, the queue of requests and the
 * compiler; the main thread runs the cells. So Jupyter gets its answers, and Tab its names, while a cell keeps the main
 * thread busy, and what such a cell prints goes out.
 */
import type { CompiledCell } from '../cells/compiled-cell';

/** The content of Jupyter's `error` message. */
export interface CellError {
  ename: string;
  evalue: string;
  traceback: string[];
}

/** What Jupyter's `display_data` and `execute_result` carry. */
export interface Bundle {
  data: Record<string, unknown>;
  metadata: Record<string, unknown>;
}

/** From the server's thread to the one that runs cells. */
export type ToCells =
  /** Runs a cell. `run` counts all that ever ran, `count` is the number that the notebook shows. */
  | { what: 'run'; run: number; count: number; silent: boolean; allowsInput: boolean; cell: CompiledCell }
  /** Works an expression out, of `user_expressions`; nothing of it is shown. */
  | { what: 'evaluate'; run: number; cell: CompiledCell }
  /** A cell that is being compiled is about to import this package. */
  | { what: 'expect'; specifier: string }
  /** No later cell can reach the values of these cells. */
  | { what: 'release'; slots: number[] }
  | { what: 'interrupt'; run: number }
  /** The user's answer to the input that the run asked for. */
  | { what: 'input'; run: number; value: string }
  | { what: 'shutdown' };

/** From the thread that runs cells to the server's. */
export type FromCells =
  /** A message of the iopub channel, below the cell of that run. */
  | { what: 'publish'; run: number; type: string; content: Record<string, unknown> }
  /** The run's end; `value` is that of an evaluated expression. */
  | { what: 'done'; run: number; error?: CellError; value?: Bundle }
  | { what: 'ask'; run: number; prompt: string; password: boolean };
