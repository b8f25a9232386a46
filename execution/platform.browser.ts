/** What running cells asks of the machine, in a worker of a browser: a bundler puts this file in the place of platform.ts. */
import { inspect as write } from 'node-inspect-extracted';

/** How a value is written, as Node's `console.log` writes it. */
export const inspect = (value: unknown): string => write(value);

/** Whether a value is an error. */
export function isNativeError(value: unknown): boolean {
  return Object.prototype.toString.call(value) === '[object Error]';
}

/**
 * Keeps a value for the code that runs now. A browser follows nothing: callbacks are bound where they are handed over
 * (browser/runner/follow-callbacks.ts), and code behind an `await` takes its value again.
 */
export class FollowedContext<T> {
  #value: T | undefined;
  #isTaken = false;

  /** Calls a function for which the value is kept. */
  run<R>(value: T, call: () => R): R {
    const before = this.#value;
    this.#value = value;
    try {
      return call();
    } finally {
      this.#value = before;
    }
  }

  /** The value kept for the code that runs now. */
  get(): T | undefined {
    return this.#value;
  }

  /** Takes a value again behind an `await`, to the end of this turn. */
  resume(value: unknown): void {
    this.#value = value as T | undefined;
    if (this.#isTaken) return;
    this.#isTaken = true;
    soon(() => {
      this.#isTaken = false;
      this.#value = undefined;
    });
  }
}

const turns: (() => void)[] = [];
const { port1, port2 } = new MessageChannel();
port1.onmessage = () => turns.shift()?.();

/** Calls a function in a later turn. Not by a timer: browsers have those wait, and longer in a tab that nobody looks at. */
export function soon(call: () => void): void {
  turns.push(call);
  port2.postMessage(0);
}

/** Resolves in a later turn. */
export function turn(): Promise<void> {
  return new Promise(soon);
}

const { setTimeout: begin, clearTimeout: callOff } = globalThis;

/**
 * Calls a function later.
 *
 * @param ms milliseconds
 * @returns calls it off
 */
export function later(call: () => void, ms: number): () => void {
  const timer = begin(call, ms);
  return () => callOff(timer);
}

/** Whether a script is the one that runs cells. */
export function runsCells(script: string): boolean {
  return script === globalThis.location.href;
}

const toBrowser = console.error.bind(console);

/** Writes a line to the browser's own console; `console` is the running cell's. */
export function log(line: string): void {
  toBrowser(line);
}
