/** What the page and its two workers tell each other. */
import type { JupyterMessage } from './jupyter-message';

/** What either worker is started with: the line to the other, and the flag of interrupts. */
export interface Start {
  other: MessagePort;
  /** Shared by both where the page is isolated from other origins; else a copy, which stops nothing by itself. */
  flag: Int32Array;
}

/** What the page tells the first worker after that: a message of Jupyter's, or to stop the running cell. */
export type ToServer = JupyterMessage | 'interrupt';
