import { parseArgs } from 'node:util';

/** @typedef {import('node:util').ParseArgsConfig['options']} Options */

/** Wrong usage: exit code 2, told without a stack trace. */
export class UsageProblem extends Error {}

/**
 * Reads a command's options strictly.
 * @template {NonNullable<Options>} T
 * @param {string} command for the error's text
 * @param {string[]} argv
 * @param {T} options as for `parseArgs`
 * @throws {UsageProblem} where an option is unknown or lacks its value
 */
export function readOptions(command, argv, options) {
  try {
    return parseArgs({ args: argv, options, strict: true, allowPositionals: false }).values;
  } catch (error) {
    const reason = error instanceof Error ? error.message.split(/\. |\n/)[0] : String(error);
    throw new UsageProblem(`${command}: ${reason}. See: npm run ${command} -- --help`);
  }
}
