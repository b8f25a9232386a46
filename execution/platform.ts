/** What running cells asks of the machine, here of Node; in a browser platform.browser.ts stands in the place of this file. */
import { AsyncLocalStorage } from 'node:async_hooks';
import { writeSync } from 'node:fs';
import path from 'node:path';
import util from 'node:util';

/** How a value is written, as `console.log` writes it. */
export const inspect: (value: unknown) => string = util.inspect;

/** Whether a value was made by an error's constructor, in whatever realm. */
export const isNativeError: (value: unknown) => boolean = util.types.isNativeError;

/** Keeps a value for the code that runs now, through awaits, timers and promises. */
export class FollowedContext<T> {
  readonly #storage = new AsyncLocalStorage<T>();

  /** Calls a function for which, and for all that it starts, the value is kept. */
  run<R>(value: T, call: () => R): R {
    return this.#storage.run(value, call);
  }

  /** The value kept for the code that runs now. */
  get(): T | undefined {
    return this.#storage.getStore();
  }

  /** Takes a value again behind an `await`; Node follows by itself. */
  resume(_value: unknown): void {}
}

/** Resolves in a later turn, after what has come in by then. */
export function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/**
 * Calls a function later, unless the process has ended by then.
 *
 * @param ms milliseconds
 * @returns calls it off
 */
export function later(call: () => void, ms: number): () => void {
  const timer = setTimeout(call, ms);
  timer.unref();
  return () => clearTimeout(timer);
}

/** The folders of dist/ whose code runs cells. */
const own = ['kernel', 'execution'].map((room) => path.resolve(__dirname, '..', room) + path.sep);

/** Whether a script is one of those that run cells. */
export function runsCells(script: string): boolean {
  return own.some((folder) => script.startsWith(folder));
}

const stderr = 2;

/** Writes a line for who looks after the kernel: JupyterLab shows it in its terminal. `process.stderr` is the running cell's. */
export function log(line: string): void {
  writeSync(stderr, `${line}\n`);
}
