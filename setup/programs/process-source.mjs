import { existsSync } from 'node:fs';

/** @typedef {'files' | 'ps' | 'nothing'} ProcessSource */

/**
 * Where the system tells of its processes: in files (Linux), by the program `ps` (macOS), or neither (Windows).
 * @param {NodeJS.Platform} [platform]
 * @param {boolean} [hasFiles]
 * @returns {ProcessSource}
 */
export function processSource(platform = process.platform, hasFiles = existsSync('/proc/self/stat')) {
  if (platform === 'win32') return 'nothing';
  return hasFiles ? 'files' : 'ps';
}
