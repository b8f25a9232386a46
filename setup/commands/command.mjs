import { parseArgs } from 'node:util';
import { canWriteProject } from '../access/can-write.mjs';
import { isWithin } from '../access/others-reach.mjs';
import { warn } from '../programs/say.mjs';
import { isDiskOrRights, SetupProblem } from '../programs/setup-problem.mjs';
import { root } from '../project-paths.mjs';
import { UsageError } from './usage-error.mjs';

/** @typedef {Record<string, import('./options.mjs').Option<any>>} Options by their names, without the dashes */

/**
 * @template {Options} O
 * @typedef {{ [Name in keyof O]: O[Name] extends import('./options.mjs').Option<infer T> ? T : never }} Values
 */

/**
 * What stands in a command's own file; all else is the same for all of them, and stands here.
 * @template {Options | 'handed on'} O
 * @typedef {object} Command
 * @property {string} name
 * @property {string} summary its line in the list of commands
 * @property {string | (() => Promise<string>)} help begins with its usage
 * @property {O} options `handed on`: the command gets its arguments as they are
 * @property {(given: O extends Options ? Values<O> : string[]) => Promise<number> | number} run gives the exit code
 */

/**
 * What a command's `run` is given.
 * @template C
 * @typedef {C extends Command<infer O> ? O extends Options ? Values<O> : string[] : never} Given
 */

/**
 * @template {Options | 'handed on'} O
 * @param {Command<O>} command
 * @returns {Command<O>} the same: the types of the values that it runs with follow from its options
 */
export const defineCommand = (command) => command;

/**
 * Explains a command, or runs it. Wrong usage is told in one sentence, and so is what the user can mend.
 * @param {Command<any>} command
 * @param {string[]} argv
 * @returns {Promise<number>} exit code: 2 for wrong usage, 1 where the set-up failed
 */
export async function runCommand(command, argv) {
  const { name, help, options, run } = command;
  try {
    const given = options === 'handed on' ? handOn(argv) : readOptions(options, argv);
    if (given !== 'help') return await run(given);
    console.log(typeof help === 'string' ? help : await help());
    return 0;
  } catch (thrown) {
    const error = ofAnotherOwner(thrown) ?? thrown;
    if (error instanceof SetupProblem) warn(error.message);
    else if (error instanceof UsageError) warn(wrongUsage(name, error.message));
    else throw error;
    return error instanceof UsageError ? 2 : 1;
  }
}

/**
 * What a command would change in a project that this user may only use.
 * @param {unknown} error
 * @returns {SetupProblem | undefined} undefined where the error is another
 */
function ofAnotherOwner(error) {
  if (canWriteProject() || !(error instanceof Error) || !isDiskOrRights(error)) return undefined;
  const { path } = /** @type {NodeJS.ErrnoException} */ (error);
  if (!path || !isWithin(root, path)) return undefined;
  return new SetupProblem(
    `Cannot write ${path}: this user may use the project in ${root}, but not change it`,
    {
      mend: 'the same command in a clone of your own, or by whoever looks after this one',
    },
  );
}

/**
 * @param {string} name
 * @param {string} message the rule and the value given; one that begins with what cannot be done says whose it is by itself
 */
const wrongUsage = (name, message) =>
  `${message.startsWith('Cannot ') ? '' : `${name}: `}${message}. See: ${typed(name)} -- --help`;

/**
 * @param {string} name
 * @returns {string} how it is typed
 */
const typed = (name) => (name === 'start' || name === 'test' ? `npm ${name}` : `npm run ${name}`);

/**
 * @param {string[]} argv
 * @returns {string[] | 'help'}
 */
const handOn = (argv) => (argv.includes('--help') || argv.includes('-h') ? 'help' : argv);

/**
 * Reads a command's options strictly.
 * @template {Options} O
 * @param {O} options
 * @param {string[]} argv
 * @param {Record<string, string | undefined>} [environment]
 * @returns {Values<O> | 'help'}
 * @throws {UsageError} where an option is unknown, lacks its value, or has one that is not allowed
 */
export function readOptions(options, argv, environment = process.env) {
  const all = Object.entries(options);
  const named = Object.fromEntries(all.filter(([, { type, of }]) => type !== 'words' && of === undefined));
  const { values, positionals } = parse(
    argv,
    named,
    all.some(([, { type }]) => type === 'words'),
  );
  if (values.help) return 'help';
  const read = all.map(([name, option]) => {
    const given = option.type === 'words' ? positionals : values[option.of ?? name];
    return [name, option.read(given, `--${option.of ?? name}`, environment)];
  });
  return Object.fromEntries(read);
}

/**
 * @param {string[]} args
 * @param {Options} named
 * @param {boolean} allowPositionals
 * @returns {{ values: Record<string, unknown>, positionals: string[] }}
 * @throws {UsageError} in the first sentence of what `parseArgs` says
 */
function parse(args, named, allowPositionals) {
  /** @type {any} */
  const options = { ...named, help: { type: 'boolean', short: 'h' } };
  try {
    return parseArgs({ args, options, allowPositionals });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message.split(/\.?\n|\. /)[0] : String(error));
  }
}
