import { processorSeconds } from './platform';

/**
 * Begins to count the processor's work, which other programs on the machine hardly change, as they change the time that
 * passes.
 *
 * @returns the seconds of work of all threads since then, each time that it is called; in a browser, which does not tell
 *   them, the seconds that have passed
 * @example
 * const training = stopwatch();
 * const sum = tf.randomNormal([100, 100]).sum().dataSync();
 * training(); // 0.002, say
 */
export function stopwatch(): () => number {
  const start = processorSeconds();
  return () => processorSeconds() - start;
}
