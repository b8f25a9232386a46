import type { Notebook } from '../../wire/notebook';

/** What JupyterLab knows of documents and where they are kept, as far as the student's work is concerned. */

export interface Signal<Sender, Value> {
  connect(slot: (sender: Sender, value: Value) => void): boolean;
}

/** A document and where it is kept. */
export interface Context {
  readonly path: string;
  readonly isDisposed: boolean;
  /** Once the document is loaded. */
  readonly ready: Promise<void>;
  readonly model: { dirty: boolean; toJSON(): Notebook; fromJSON(notebook: Notebook): void };
  readonly pathChanged: Signal<Context, string>;
  readonly disposed: Signal<Context, void>;
  save(): Promise<void>;
  /** Loads what is kept. */
  revert(): Promise<void>;
}

/** A file as the list of files has it. */
export interface FileModel {
  path: string;
  content: unknown;
}

export interface Contents {
  get(path: string, options: { content: boolean }): Promise<FileModel>;
  save(path: string, file?: { type: string; format: string; content: Notebook }): Promise<FileModel>;
}

export interface DocumentManager {
  openOrReveal(path: string): unknown;
}
