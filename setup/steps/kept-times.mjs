import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setupFolder } from '../project-paths.mjs';

/** How long each part took when it last ran on this machine, those of the set-up when all of it was to be done; `npm run doctor -- --timings` shows it. */
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

/** @param {Record<string, number>} milliseconds by the part's name */
export function keepTimes(milliseconds) {
  mkdirSync(setupFolder, { recursive: true });
  const at = new Date().toISOString();
  const times = Object.entries(milliseconds).map(([part, ms]) => [part, { seconds: ms / 1000, at }]);
  writeFileSync(file, `${JSON.stringify({ ...keptTimes(), ...Object.fromEntries(times) }, null, 2)}\n`);
}
