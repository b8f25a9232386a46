import { writeSync } from 'node:fs';

const stderr = 2;

/** Writes a line to the kernel's log, which JupyterLab shows in its terminal. `process.stderr` is the running cell's. */
export function log(line: string): void {
  writeSync(stderr, `${line}\n`);
}
