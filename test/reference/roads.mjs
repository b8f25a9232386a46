/**
 * The program: walks six roads to the posterior of the second lecture's network, and prints how wide each finds the
 * function and how well it predicts. Works on Node alone, with nothing installed or built.
 */
import { readOptions } from '../../setup/commands/command.mjs';
import { flag, someOf, wholeNumber } from '../../setup/commands/options.mjs';
import { UsageError } from '../../setup/commands/usage-error.mjs';
import { roads } from './gap-roads.mjs';
import { ProgressLine } from './progress-line.mjs';
import { roadNumbers } from './road-numbers.mjs';

const names = /** @type {import('./road-numbers.mjs').RoadName[]} */ (Object.keys(roads));

const help = `Usage: node test/reference/roads.mjs [OPTIONS]

Walks roads to the posterior of a network 1-50-1 on 100 points of a sine with a gap between -1 and 1, each in float64,
and prints of each the function's mean and standard deviation in the data and in the gap, the mean log density of 200
new observations there, and the share of them inside the central intervals of 0.5 and 0.9.

  --seeds N     of the data and of all that is drawn: from 1 to N. Default 1
  --road NAME   this one alone, or several by naming each: ${names.slice(0, 4).join(', ')},
                ${names.slice(4).join(', ')}. Default all; dropout-1000
                is trained on 1,000 points, 500 on each side
  --json        print all digits as JSON: { command, runs: [{ seed, roads: { road: { name: number } } }] }`;

const options = { seeds: wholeNumber(1, 1000), road: someOf(names), json: flag };

try {
  const given = readOptions(options, process.argv.slice(2));
  if (given === 'help') console.log(help);
  else run(given);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  console.error(`roads: ${error.message}. See: node test/reference/roads.mjs --help`);
  process.exitCode = 2;
}

/** @param {import('../../setup/commands/command.mjs').Values<typeof options>} given */
function run({ seeds = 1, road, json }) {
  const asked = road.length > 0 ? road : names;
  const progress = new ProgressLine();
  const runs = [];
  for (let seed = 1; seed <= seeds; seed++) {
    const found = roadNumbers(seed, asked, (words) => progress.show(words));
    if (!json) console.log(tableOf(found));
    runs.push(found);
  }
  const seconds = progress.end();
  const command = ['node test/reference/roads.mjs', ...process.argv.slice(2)].join(' ');
  console.log(json ? JSON.stringify({ command, runs }, undefined, 2) : seconds);
}

/**
 * @param {import('./road-numbers.mjs').Run} run
 * @returns {string} a row for each number, a column for each road
 */
function tableOf({ seed, roads }) {
  const columns = Object.entries(roads);
  const rows = [...new Set(columns.flatMap(([, numbers]) => Object.keys(numbers)))].map((name) => [
    name,
    ...columns.map(([, numbers]) => numbers[name]?.toFixed(3) ?? ''),
  ]);
  const lines = [[`seed ${seed}`, ...columns.map(([name]) => name)], ...rows].map(([name = '', ...cells]) =>
    [name.padEnd(26), ...cells.map((cell) => cell.padStart(16))].join(' '),
  );
  return `${lines.join('\n')}\n`;
}
