import { cellContext } from '../../execution/cell';

type Callback = (...given: unknown[]) => unknown;

/** Binds a callback to the cell whose code hands it over. */
function bound(callback: unknown): unknown {
  const cell = cellContext.get();
  if (typeof callback !== 'function' || cell === undefined) return callback;
  return function (this: unknown, ...given: unknown[]): unknown {
    return cellContext.run(cell, () => (callback as Callback).apply(this, given));
  };
}

/** Has what a cell leaves to timers and promises belong to that cell: a browser does not follow it, as Node does. */
export function followCallbacks(): void {
  const scope = globalThis as unknown as Record<string, Callback>;
  for (const name of ['setTimeout', 'setInterval', 'queueMicrotask', 'setImmediate']) {
    const own = scope[name] as Callback;
    scope[name] = (callback, ...rest) => own.call(globalThis, bound(callback), ...rest);
  }
  const { then } = Promise.prototype;
  // biome-ignore lint/suspicious/noThenProperty: all promises', so that their callbacks are bound
  Promise.prototype.then = function (this: Promise<unknown>, ...callbacks: unknown[]) {
    return then.apply(this, callbacks.map(bound) as Parameters<typeof then>);
  } as typeof then;
}
