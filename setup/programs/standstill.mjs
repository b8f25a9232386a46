import { readFileSync } from 'node:fs';
import { processSource } from './process-source.mjs';
import { descendants } from './process-tree.mjs';

/** Retries and their warnings move less than this, the slowest download that is worth waiting for moves more. */
const leastBytes = 4096;
const lookEveryMs = 1000;

/** A download that stands still for so long is given up; one that is merely slow is not. */
export const networkPatience = Number(process.env.BAYES_NETWORK_SECONDS) || 60;

/**
 * Watches whether a program still moves anything: what it and all that it started have read and written.
 * Without /proc nothing is known about that, and the program is left to its own limits.
 * @param {number} pid
 * @param {number} seconds
 * @param {() => void} onStandstill called once, when next to nothing was moved for so long
 * @returns {() => void} ends the watch
 */
export function watchForStandstill(pid, seconds, onStandstill) {
  let moved = bytesMoved(pid);
  let since = performance.now();
  const ticker = setInterval(() => {
    const now = bytesMoved(pid);
    if (now === undefined || moved === undefined || Math.abs(now - moved) >= leastBytes) {
      moved = now;
      since = performance.now();
    } else if (performance.now() - since >= seconds * 1000) {
      clearInterval(ticker);
      onStandstill();
    }
  }, lookEveryMs);
  return () => clearInterval(ticker);
}

/**
 * @param {number} pid
 * @returns {number | undefined} undefined on a system that does not tell
 */
function bytesMoved(pid) {
  if (processSource() !== 'files') return undefined;
  const known = [pid, ...descendants(pid)].map(ioOf).filter((bytes) => bytes !== undefined);
  return known.length === 0 ? undefined : known.reduce((sum, bytes) => sum + bytes, 0);
}

/** @param {number} pid */
function ioOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/io`, 'utf8').matchAll(/^[rw]char: (\d+)$/gm);
    return [...fields].reduce((sum, [, bytes]) => sum + Number(bytes), 0);
  } catch {
    return undefined; // it has just ended
  }
}
