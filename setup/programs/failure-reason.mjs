import { showDisks, showOwner } from './shell-line.mjs';

/**
 * @typedef {object} KnownFailure
 * @property {RegExp} pattern what a log or a system error says
 * @property {string} reason what that means to a reader
 * @property {(platform: NodeJS.Platform) => string} once what has to be right before the command is repeated, with what shows it
 */
/** @type {KnownFailure[]} */
const knownFailures = [
  {
    pattern: /ENOSPC|EDQUOT|no space left on device|disk quota exceeded/i,
    reason: 'the disk is full',
    once: (platform) => `once there is room (${showDisks(platform)} shows where)`,
  },
  {
    pattern:
      /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ENETUNREACH|name resolution|dns error|failed to lookup address|Connection refused|Network is unreachable/i,
    reason: 'the package registry cannot be reached, so there seems to be no network',
    once: () => 'once the network is back (npm ping tries it)',
  },
  {
    pattern: /ETIMEDOUT|ECONNRESET|ESOCKETTIMEDOUT|EIDLETIMEOUT|timed?[ -]?out/i,
    reason: 'the package registry did not answer in time, so the network seems to be bad',
    once: () => 'once the network is back (npm ping tries it)',
  },
  {
    pattern:
      /EACCES|EPERM|EROFS|EBUSY|permission denied|read-only file system|being used by another process/i,
    reason: 'a file or folder cannot be written',
    once: (platform) =>
      platform === 'win32'
        ? `once no JupyterLab, kernel or test of this project runs, for Windows keeps what is in use (${showOwner(platform)} shows whose it is)`
        : `once it can be written (${showOwner(platform)} shows whose it is)`,
  },
];

/** @param {string} output */
const known = (output) => knownFailures.find(({ pattern }) => pattern.test(output));

/**
 * Finds the reason of a failure in a program's output, or in a system error's message.
 * @param {string} output everything that the program wrote
 * @returns {string} one clause without a full stop
 */
export function failureReason(output) {
  const failure = known(output);
  if (failure) return failure.reason;
  const lines = output
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter(Boolean);
  const telling = lines.find((line) => /\berror\b|ERR!/i.test(line)) ?? lines.at(-1) ?? 'it gave no reason';
  return telling.replace(/^(npm )?(ERR!|error:?)\s*/i, '').replace(/\.$/, '');
}

/**
 * @param {string} output as for {@link failureReason}
 * @param {string} command which does again what failed
 * @param {NodeJS.Platform} [platform]
 * @returns {string} the command, and what has to be right before it
 */
export function failureMend(output, command, platform = process.platform) {
  const failure = known(output);
  return failure ? `${command}, ${failure.once(platform)}` : command;
}
