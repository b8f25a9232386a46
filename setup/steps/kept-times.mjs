import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { notesFolder } from '../access/users-folder.mjs';
import { setupFolder } from '../project-paths.mjs';

/** How long each part took when it last ran on this machine, those of the set-up when all of it was to be done; `npm run doctor -- --timings` shows it. */
const fileIn = (/** @type {string} */ folder) => join(folder, 'timings.json');

/** @typedef {{ seconds: number, at: string }} Timing `at`: when it ended, ISO 8601 */

/** @returns {Record<string, Timing>} the set-up's, and over them those of this user's own runs */
export const keptTimes = () => ({ ...timesIn(fileIn(setupFolder)), ...timesIn(fileIn(notesFolder())) });

/** @param {string} file @returns {Record<string, Timing>} */
function timesIn(file) {
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
  const folder = notesFolder();
  mkdirSync(folder, { recursive: true });
  const at = new Date().toISOString();
  const times = Object.entries(milliseconds).map(([part, ms]) => [part, { seconds: ms / 1000, at }]);
  const file = fileIn(folder);
  writeFileSync(file, `${JSON.stringify({ ...timesIn(file), ...Object.fromEntries(times) }, null, 2)}\n`);
}
