import { languages, systemLanguage } from '../language.mjs';
import { UsageError } from './usage-error.mjs';

/**
 * A kind of option: how `parseArgs` takes it, and what its value means.
 * @template T
 * @typedef {object} Option
 * @property {'boolean' | 'string' | 'words'} type `words`: what is given without a name, all of it
 * @property {boolean} [multiple] may be given more than once; `read` gets a list
 * @property {(given: any, name: string, environment: Record<string, string | undefined>) => T} read from what
 *   `parseArgs` found, or undefined; throws a UsageError where the value is none of those allowed
 */

/** @type {Option<boolean>} */
export const flag = { type: 'boolean', read: (given) => given ?? false };

/** @type {Option<string | undefined>} */
export const text = { type: 'string', read: (given) => given };

/** The language that every command falls back to where none is named: the system's. */
export const language = {
  ...oneOf(languages),
  /** @type {Option<import('../language.mjs').Language>['read']} */
  read: (given, name, environment) =>
    oneOf(languages).read(given, name, environment) ?? systemLanguage(environment),
};

/**
 * @template {string} T
 * @param {readonly T[]} allowed
 * @returns {Option<T | undefined>}
 */
export function oneOf(allowed) {
  return { type: 'string', read: (given, name) => given && mustBeOneOf(allowed, given, name) };
}

/**
 * @template {string} T
 * @param {readonly T[]} allowed
 * @returns {Option<T[]>} each value once
 */
export function someOf(allowed) {
  /** @type {Option<T[]>['read']} */
  const read = (given = [], name) => [
    ...new Set(given.map((/** @type {string} */ one) => mustBeOneOf(allowed, one, name))),
  ];
  return { type: 'string', multiple: true, read };
}

/**
 * @param {number} least
 * @param {number} most
 * @returns {Option<number | undefined>}
 */
export function number(least, most) {
  return { type: 'string', read: (given, name) => inRange('number', given, name, least, most) };
}

/**
 * @param {number} least
 * @param {number} most
 * @returns {Option<number | undefined>}
 */
export function wholeNumber(least, most) {
  return { type: 'string', read: (given, name) => inRange('whole number', given, name, least, most) };
}

/**
 * @param {string} what such as `folder`
 * @returns {Option<string>} the one word that a command is given
 */
export function oneWord(what) {
  /** @param {string[]} words */
  const read = (words) => {
    if (words.length === 1) return /** @type {string} */ (words[0]);
    throw new UsageError(`name one ${what}, got ${words.join(' ') || 'none'}`);
  };
  return { type: 'words', read };
}

/**
 * @template {string} T
 * @param {readonly T[]} allowed
 * @param {string} given
 * @param {string} name such as `--lang`
 * @throws {UsageError} where it is none of them
 */
export function mustBeOneOf(allowed, given, name) {
  const found = allowed.find((one) => one === given);
  if (found !== undefined) return found;
  const rule = allowed.length === 2 ? allowed.join(' or ') : `one of ${allowed.join(', ')}`;
  throw new UsageError(`${name} must be ${rule}, got ${given}`);
}

/**
 * @param {'number' | 'whole number'} kind
 * @param {string | undefined} given
 * @param {string} name
 * @param {number} least
 * @param {number} most
 */
function inRange(kind, given, name, least, most) {
  if (given === undefined) return undefined;
  const value = given.trim() === '' ? Number.NaN : Number(given);
  if (value >= least && value <= most && (kind === 'number' || Number.isInteger(value))) return value;
  throw new UsageError(`${name} must be a ${kind} from ${least} to ${most}, got ${given}`);
}
