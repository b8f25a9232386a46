/** @type {[RegExp, string][]} what a log says, and what that means to a reader */
const KNOWN = [
  [/ENOSPC|no space left on device|disk quota exceeded/i, 'the disk is full'],
  [
    /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|name resolution|dns error|failed to lookup address|Connection refused|Network is unreachable/i,
    'the package registry cannot be reached, so there seems to be no network',
  ],
  [
    /ETIMEDOUT|ECONNRESET|ESOCKETTIMEDOUT|timed? ?out/i,
    'the package registry did not answer in time, so the network seems to be bad',
  ],
  [/EACCES|EPERM|EROFS|permission denied|read-only file system/i, 'a file or folder cannot be written'],
];

/**
 * Finds the reason of a failure in a program's output.
 * @param {string} output everything that the program wrote
 * @returns {string} one clause without a full stop
 */
export function failureReason(output) {
  const known = KNOWN.find(([pattern]) => pattern.test(output));
  if (known) return known[1];
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const telling = lines.find((line) => /\berror\b|ERR!/i.test(line)) ?? lines.at(-1) ?? 'it gave no reason';
  return telling.replace(/^(npm )?(ERR!|error:?)\s*/i, '').replace(/\.$/, '');
}
