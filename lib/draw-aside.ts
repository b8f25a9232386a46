/** Drawing that nobody may notice: for a figure or a self-check, which must not change the numbers that come after it. */
import type { RandomState } from './random-state';

/** What stands in for all streams while something draws aside. */
interface Aside {
  /** Every draw comes from it. */
  stream: RandomState;
  /** What puts back what was changed besides, in the order of the changes. */
  putBack: (() => void)[];
}

let current: Aside | undefined;

/** Undefined while nothing draws aside. */
export const asideNow = (): Aside | undefined => current;

/**
 * Lets all that `action` draws come from another stream: afterwards the library's stream, those of layers with a seed
 * of their own, and the noise that layers keep are as if `action` had not run.
 *
 * @param stream moves on with what is drawn
 * @param action must not be asynchronous: what it draws after it has returned is drawn as ever
 * @returns what `action` returns
 */
export function drawAside<T>(stream: RandomState, action: () => T): T {
  const outer = current;
  const aside: Aside = { stream, putBack: [] };
  current = aside;
  try {
    return action();
  } finally {
    for (const putBack of aside.putBack.reverse()) putBack();
    current = outer;
  }
}
