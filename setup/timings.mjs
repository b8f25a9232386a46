import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setupFolder } from './project-paths.mjs';

/** How long each part took when it last ran on this machine; `npm run doctor -- --timings` shows it. */
const file = join(setupFolder, 'timings.json');

/** @typedef {{ seconds: number, at: string }} Timing `at`: when it ended, ISO 8601 */

/** @returns {Record<string, Timing>} */
export function keptTimes() {
  if (!existsSync(file)) return {};
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError) return {}; // half-written by a set-up that was killed
    throw error;
  }
}

/**
 * @param {string} part
 * @param {number} milliseconds
 */
export function keepTime(part, milliseconds) {
  mkdirSync(setupFolder, { recursive: true });
  const times = { ...keptTimes(), [part]: { seconds: milliseconds / 1000, at: new Date().toISOString() } };
  writeFileSync(file, `${JSON.stringify(times, null, 2)}\n`);
}
