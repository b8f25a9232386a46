/**
 * The program: draws from the exact posterior of a network of the lectures, and prints its numbers. Works on Node alone,
 * with nothing installed or built.
 */
import { readOptions } from '../../setup/commands/command.mjs';
import { flag, mustBeOneOf, wholeNumber } from '../../setup/commands/options.mjs';
import { UsageError } from '../../setup/commands/usage-error.mjs';
import { ChainProgress } from './chain-progress.mjs';
import { gapPosterior } from './gap-posterior.mjs';
import { irisPosterior } from './iris-posterior.mjs';
import { posteriorNumbers } from './posterior-numbers.mjs';
import { sinePosterior } from './sine-posterior.mjs';

const posteriors = {
  sine: sinePosterior,
  gap: gapPosterior,
  'iris-1': () => irisPosterior(1),
  'iris-0.1': () => irisPosterior(0.1),
};
const names = /** @type {(keyof typeof posteriors)[]} */ (Object.keys(posteriors));

const help = `Usage: node test/reference/posterior.mjs ${names.join('|')} [OPTIONS]

Draws from the exact posterior of a network of the lectures by Hamiltonian Monte Carlo in float64, and prints its numbers:
each from all draws, with its standard error, and from the halves of each chain, which should agree.

  sine          1-100-1 on 500 points of a sine, noise and prior standard deviation 0.1
  gap           1-50-1 on 100 points of a sine with a gap between -1 and 1, noise 0.1 and prior 2
  iris-1        4-100-3 on 112 irises, prior standard deviation 1; judged on the 38 held out
  iris-0.1      the same with 0.1
  --draws N     of each chain, an even number. Default 1000
  --burn-in N   draws before these, in which the step size is adapted. Default 300
  --chains N    Default 3
  --seed N      of the chains, and of the noise of a sine. Default 1
  --json        print all digits as JSON: { numbers: { name: { value, error, halves } }, acceptance, stepSizes }`;

const options = {
  posterior: /** @type {import('../../setup/commands/options.mjs').Option<keyof typeof posteriors>} */ ({
    type: 'words',
    read: (given) => mustBeOneOf(names, given.join(' ') || 'none', 'the posterior'),
  }),
  draws: wholeNumber(2, 1e6),
  'burn-in': wholeNumber(1, 1e6),
  chains: wholeNumber(1, 100),
  seed: wholeNumber(0, 2 ** 32 - 1),
  json: flag,
};

try {
  const given = readOptions(options, process.argv.slice(2));
  if (given === 'help') console.log(help);
  else run(given);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`posterior: ${error.message}. See: node test/reference/posterior.mjs --help`);
  process.exitCode = 2;
}

/**
 * @param {import('../../setup/commands/command.mjs').Values<typeof options>} given
 * @throws {UsageError} where the draws do not make two halves
 */
function run({ posterior, draws = 1000, 'burn-in': burnIn = 300, chains = 3, seed = 1, json }) {
  if (draws % 2 !== 0) throw new UsageError(`--draws must be an even number, got ${draws}`);
  const settings = { draws, burnIn, chains, seed };
  const progress = new ChainProgress(settings);
  const result = posteriorNumbers(posteriors[posterior](seed), {
    ...settings,
    onTransition: ({ index }, chain) => progress.showTransition(index, chain),
  });
  const seconds = progress.end();
  console.log(json ? JSON.stringify(result, undefined, 2) : `${tableOf(posterior, result)}, ${seconds}`);
}

/**
 * @param {string} title
 * @param {ReturnType<typeof posteriorNumbers>} result
 * @returns {string} a row for each number; the columns 1a and 1b are the halves of the first chain
 */
function tableOf(title, { numbers, acceptance, stepSizes }) {
  const heads = stepSizes.flatMap((_, k) => [`${k + 1}a`, `${k + 1}b`]);
  const rows = Object.entries(numbers).map(([name, { value, error, halves }]) => [
    name,
    ...[value, error, ...halves].map((number) => number.toFixed(4)),
  ]);
  const lines = [[title, 'value', 'error', ...heads], ...rows].map(([name = '', ...cells]) =>
    [name.padEnd(40), ...cells.map((cell) => cell.padStart(7))].join(' '),
  );
  const sizes = stepSizes.map((size) => size.toFixed(3)).join(', ');
  return [...lines, '', `acceptance ${acceptance.toFixed(2)}, step sizes ${sizes}`].join('\n');
}
