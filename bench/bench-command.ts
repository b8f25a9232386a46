import { writeFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { builtClone, type Clone, cloneAt } from './clone';
import { cloneRows } from './clone-rows';
import { compareClones } from './compare-clones';
import { measureRows } from './measure-rows';
import { writePerformanceDocument } from './performance-document';
import { root } from './python-peers';
import { benchRows } from './rows';
import { cloneTable, targetTable } from './table';

const namesOf = (rows: { name: string }[]) => rows.map(({ name }) => name).join(', ');

const help = `Usage: npm run bench [-- OPTIONS]

Measures this project beside its Python peers, in turn and on one thread each, and prints medians, the middle half, the
ratio of both and whether a target was reached. Takes about eight minutes. Peers stand in their own environment, which the
first run sets up in .bench/ (about 1.5 GB); those that cannot be had are skipped with a word. Before timing, both sides
have to agree: networks on loss, KL, gradients and predictions, lectures on steps, draws, figures and printed values,
graders on points.

  --only NAME   one row:
${Object.values(benchRows)
  .map(({ name, title }) => `                  ${name.padEnd(12)} ${title}`)
  .join('\n')}
  --json FILE   also writes the numbers to FILE
  --docs        also writes docs/performance.md and its pictures (needs Chromium)
  --no-peers    measures this project alone

  --against DIR   measures this project beside another commit of it instead, in turns and without Python: DIR is another
                  clone, after npm run setup in it. Prints both medians and the ratio, each with its middle half. Rows:
                  ${namesOf(cloneRows)}
  --rounds N      with --against: how often each side has its turn (default: 50, commands 7, the lecture 3)
  --at-most X     with --against: exit status 1 where here / there is above X

Exit status: 0; 1 where a training run was not flat, or with --against a row could not be compared or is above --at-most;
2 wrong usage.`;

const optionTypes = {
  only: { type: 'string' },
  json: { type: 'string' },
  docs: { type: 'boolean' },
  'no-peers': { type: 'boolean' },
  against: { type: 'string' },
  rounds: { type: 'string' },
  'at-most': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;
type Options = ReturnType<typeof parseArgs<{ options: typeof optionTypes }>>['values'];

/** @returns the exit status, as the help says */
export async function run(argv: string[]): Promise<number> {
  let options: Options;
  try {
    options = parseArgs({ args: argv, options: optionTypes }).values;
  } catch (error) {
    console.error(
      `${error instanceof Error ? error.message.split('. ')[0] : error}. See: npm run bench -- --help`,
    );
    return 2;
  }
  if (options.help) {
    console.log(help);
    return 0;
  }
  const mistake = wrongUsage(options);
  if (mistake) {
    console.error(mistake);
    return 2;
  }
  return options.against === undefined ? besidePeers(options) : besideClone(options, options.against);
}

function wrongUsage(options: Options): string | undefined {
  const { only, docs, 'no-peers': alone, against, rounds, 'at-most': atMost } = options;
  const rows = against === undefined ? Object.values(benchRows) : cloneRows;
  if (only !== undefined && !rows.some(({ name }) => name === only))
    return `Cannot measure ${only}${against === undefined ? '' : ' against another clone'}: --only takes one of ${namesOf(rows)}`;
  if (docs && against !== undefined)
    return 'Cannot write docs/performance.md from a comparison with another clone: leave out --docs or --against';
  if (docs && (only !== undefined || alone))
    return 'Cannot write docs/performance.md from a part of the rows: leave out --only and --no-peers';
  if (against === undefined && (rounds ?? atMost) !== undefined)
    return 'Cannot use --rounds and --at-most: they belong to --against DIR, which is not given';
  if (rounds !== undefined && !/^[1-9]\d{0,3}$/.test(rounds))
    return `Cannot measure: --rounds must be a whole number from 1 to 9999, got ${rounds}`;
  if (atMost !== undefined && !(Number(atMost) > 0))
    return `Cannot measure: --at-most must be a number above 0, got ${atMost}`;
  return undefined;
}

async function besidePeers({ only, json, docs, 'no-peers': alone }: Options): Promise<number> {
  const report = await measureRows({ only, peers: !alone, say: console.log });
  if (only === undefined) console.log(`\nall targets\n${targetTable(report.comparisons)}`);
  if (docs) await writePerformanceDocument(report);
  if (json) writeJson(json, report);
  return report.steady?.some(({ flat }) => !flat) ? 1 : 0;
}

async function besideClone(
  { only, json, rounds, 'at-most': atMost }: Options,
  folder: string,
): Promise<number> {
  let there: Clone;
  try {
    there = builtClone(folder);
  } catch (error) {
    console.error((error as Error).message);
    return 2;
  }
  const here = cloneAt(root);
  console.log(`here: ${here.commit}; there: ${there.commit}, ${there.root}`);
  const options = { only, rounds: rounds === undefined ? undefined : Number(rounds), say: console.log };
  const comparisons = await compareClones(here, there, options);
  if (comparisons.length > 1) console.log(`\nall rows\n${cloneTable(comparisons)}`);
  if (json) writeJson(json, { here: here.commit, there: there.commit, comparisons });
  const slow = comparisons.filter(({ ratio }) => ratio.median > Number(atMost ?? Number.POSITIVE_INFINITY));
  if (slow.length > 0) console.log(`above ${atMost} x: ${slow.map(({ row }) => row).join(', ')}`);
  const wanted = only === undefined ? cloneRows.length : 1;
  return slow.length > 0 || comparisons.length < wanted ? 1 : 0;
}

const writeJson = (file: string, report: object) =>
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
