import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { processSource } from './process-source.mjs';

/**
 * @param {number} ancestor
 * @param {import('./process-source.mjs').ProcessSource} [by]
 * @returns {number[]} the running processes below it; none on Windows, whose taskkill finds them by itself
 */
export function descendants(ancestor, by = processSource()) {
  /** @type {Map<number, number[]>} */
  const children = new Map();
  for (const { pid, parent } of by === 'files' ? inFiles() : by === 'ps' ? byPs() : [])
    children.set(parent, [...(children.get(parent) ?? []), pid]);
  const found = [...(children.get(ancestor) ?? [])];
  for (const pid of found) found.push(...(children.get(pid) ?? []));
  return found;
}

/** @typedef {{ pid: number, parent: number }} Child */

/** @returns {Child[]} */
function inFiles() {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      const parent = parentOf(name);
      return parent === undefined ? [] : [{ pid: Number(name), parent }];
    });
}

/** @param {string} pid */
function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1]);
  } catch {
    return undefined; // it has just ended
  }
}

/** @returns {Child[]} as POSIX has it, so with the same words on each system */
function byPs() {
  const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
  return (stdout ?? '')
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter((numbers) => numbers.length === 2)
    .map(([pid = 0, parent = 0]) => ({ pid, parent }));
}
