/**
 * Lines that a user is told to type, in the words of the shell that the system opens: PowerShell on Windows.
 * @typedef {NodeJS.Platform} Platform
 */

/**
 * @param {string[]} folders below the project's root
 * @param {string} then what to type after they are gone
 * @param {Platform} [platform]
 */
export const withoutFolders = (folders, then, platform = process.platform) =>
  platform === 'win32'
    ? `Remove-Item -Recurse -Force ${folders.join(', ')}; ${then}`
    : `rm -rf ${folders.join(' ')} && ${then}`;

/**
 * @param {string} name of a variable of the environment
 * @param {string} value
 * @param {string} command that is to see it
 * @param {Platform} [platform]
 */
export const withVariable = (name, value, command, platform = process.platform) =>
  platform === 'win32' ? `$env:${name} = '${value}'; ${command}` : `${name}=${value} ${command}`;

/**
 * @param {string} folder that is to be made, with those above it
 * @param {Platform} [platform]
 */
export const makeFolder = (folder, platform = process.platform) =>
  platform === 'win32' ? `mkdir '${folder}'` : `mkdir -p ${folder}`;

/** What shows how full the disks are. @param {Platform} [platform] */
export const showDisks = (platform = process.platform) =>
  platform === 'win32' ? 'Get-PSDrive -PSProvider FileSystem' : 'df -h';

/** What shows whose a file is. @param {Platform} [platform] */
export const showOwner = (platform = process.platform) => (platform === 'win32' ? 'Get-Acl' : 'ls -ld');
