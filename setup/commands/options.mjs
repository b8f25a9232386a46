import { isIP } from 'node:net';
import { languages, systemLanguage } from '../language.mjs';
import { UsageError } from './usage-error.mjs';

/**
 * A kind of option: how `parseArgs` takes it, and what its value means.
 * @template T
 * @typedef {object} Option
 * @property {'boolean' | 'string' | 'words'} type `words`: what is given without a name, all of it
 * @property {boolean} [multiple] may be given more than once; `read` gets a list
 * @property {string} [of] the option whose value it reads in a second sense; it has no name of its own
 * @property {(given: any, name: string, environment: Record<string, string | undefined>) => T} read of what was given,
 *   else of undefined; throws a UsageError where the value is none of those allowed
 */

/** @type {Option<boolean>} */
export const flag = { type: 'boolean', read: (given) => given ?? false };

/** @type {Option<string | undefined>} */
export const text = { type: 'string', read: (given) => given };

/** @type {Option<import('../language.mjs').Language>} where none is named, every command takes the system's */
export const language = {
  type: 'string',
  read: (given, name, environment) => mustBeOneOf(languages, given ?? systemLanguage(environment), name),
};

/** @type {Option<import('../language.mjs').Language | undefined>} `--lang` where it is typed, undefined else */
export const languageTyped = { type: 'string', of: 'lang', read: (given) => given };

/**
 * @template {string} T
 * @param {readonly T[]} allowed
 * @returns {Option<T[]>} may be given more than once
 */
export const someOf = (allowed) => ({
  type: 'string',
  multiple: true,
  read: (given = [], name) => given.map((/** @type {string} */ one) => mustBeOneOf(allowed, one, name)),
});

/**
 * @param {number} least
 * @param {number} most
 * @param {'number' | 'whole number'} [kind]
 * @returns {Option<number | undefined>}
 */
export const number = (least, most, kind = 'number') => ({
  type: 'string',
  read(given, name) {
    if (given === undefined) return undefined;
    const value = given.trim() === '' ? Number.NaN : Number(given);
    if (value >= least && value <= most && (kind === 'number' || Number.isInteger(value))) return value;
    throw new UsageError(`${name} must be a ${kind} from ${least} to ${most}, got ${given}`);
  },
});

/**
 * @param {number} least
 * @param {number} most
 */
export const wholeNumber = (least, most) => number(least, most, 'whole number');

/** @type {Option<string | undefined>} an address of this computer, not a name */
export const ipAddress = {
  type: 'string',
  read(given, name) {
    if (given === undefined || isIP(given) !== 0) return given;
    throw new UsageError(`${name} must be an IP address, such as 0.0.0.0, got ${given}`);
  },
};

/**
 * @param {string} what such as `folder`
 * @returns {Option<string>} the one word that a command is given
 */
export const oneWord = (what) => ({
  type: 'words',
  read([word, ...more]) {
    if (word !== undefined && more.length === 0) return word;
    throw new UsageError(`name one ${what}, got ${[word, ...more].join(' ') || 'none'}`);
  },
});

/**
 * @template {string} T
 * @param {readonly T[]} allowed
 * @param {string} given
 * @param {string} name such as `--lang`
 * @returns {T} the value given
 * @throws {UsageError} where it is none of them
 */
export function mustBeOneOf(allowed, given, name) {
  const found = allowed.find((one) => one === given);
  if (found !== undefined) return found;
  const rule = allowed.length === 2 ? allowed.join(' or ') : `one of ${allowed.join(', ')}`;
  throw new UsageError(`${name} must be ${rule}, got ${given}`);
}
