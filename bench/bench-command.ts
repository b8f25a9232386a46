import { writeFileSync } from 'node:fs';
import type { command } from '#setup/commands/bench.mjs';
import type { Given } from '#setup/commands/command.mjs';
import { mustBeOneOf } from '#setup/commands/options.mjs';
import { UsageError } from '#setup/commands/usage-error.mjs';
import { root } from '#setup/project-paths.mjs';
import { builtClone, cloneAt } from './clone';
import { cloneRows } from './clone-rows';
import { compareClones } from './compare-clones';
import { compareKernels, kernelRow } from './compare-kernels';
import { measureRows } from './measure-rows';
import { writePerformanceDocument } from './performance-document';
import { benchRows } from './rows';
import { mostApart } from './seed-agreement';
import { cloneTable, targetTable } from './table';

/** What --only with --against may name. The kernel's table takes ten minutes, so it is measured where it is named. */
const againstRows = [...cloneRows, kernelRow];

const namesOf = (rows: { name: string }[]) => rows.map(({ name }) => name).join(', ');

/** What `--help` shows: every row. */
export const help = `Usage: npm run bench [-- OPTIONS]

Measures this project beside its Python peers, in turn and mostly on one thread each, and prints medians, the middle half, the
ratio of both and whether a target was reached. Takes about fifteen minutes. Peers stand in their own environment, which the
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
                  ${namesOf(cloneRows)};
                  by --only alone, with Python's kernels unless --no-peers: kernel, which is the whole table of what
                  the kernel costs, both commits' on the other commit's solved lecture (ten minutes)
  --rounds N      with --against: how often each side has its turn (default: 50, commands 7, the kernel 5, the lecture 3)
  --at-most X     with --against: exit status 1 where here / there is above X

Exit status: 0; 1 where a training run was not flat or a statistic differs from torchbnn's, or with --against a row could
not be compared or is above --at-most; 2 wrong usage.`;

type Options = Given<typeof command>;

/**
 * The command `npm run bench`.
 *
 * @returns the exit status, as the help says
 * @throws {UsageError} for wrong usage
 */
export async function run(options: Options): Promise<number> {
  checkUsage(options);
  return options.against === undefined ? besidePeers(options) : besideClone(options, options.against);
}

function checkUsage(options: Options): void {
  const { only, docs, 'no-peers': alone, against, rounds, 'at-most': atMost } = options;
  const rows = against === undefined ? Object.values(benchRows) : againstRows;
  if (only !== undefined)
    mustBeOneOf(
      rows.map(({ name }) => name),
      only,
      against === undefined ? '--only' : '--only with --against',
    );
  if (docs && against !== undefined)
    throw new UsageError('--docs takes all rows beside their peers: leave out --docs or --against');
  if (docs && (only !== undefined || alone))
    throw new UsageError('--docs takes all rows: leave out --only and --no-peers');
  if (against === undefined && (rounds ?? atMost) !== undefined)
    throw new UsageError('--rounds and --at-most belong to --against DIR, which is not given');
}

async function besidePeers({ only, json, docs, 'no-peers': alone }: Options): Promise<number> {
  const report = await measureRows({ only, peers: !alone, say: console.log });
  if (only === undefined) console.log(`\nall targets\n${targetTable(report.comparisons)}`);
  if (docs) await writePerformanceDocument(report);
  if (json) writeJson(json, report);
  const isFlat = report.steady?.every(({ flat }) => flat) ?? true;
  const agrees = report.torchbnn?.every(({ apart }) => apart <= mostApart) ?? true;
  return isFlat && agrees ? 0 : 1;
}

async function besideClone(
  { only, json, rounds, 'at-most': atMost, 'no-peers': alone }: Options,
  folder: string,
): Promise<number> {
  const there = builtClone(folder);
  const here = cloneAt(root);
  console.log(`here: ${here.commit}; there: ${there.commit}, ${there.root}`);
  if (only === kernelRow.name) {
    const comparisons = await compareKernels(here, there, { rounds, peers: !alone, say: console.log });
    if (json) writeJson(json, { here: here.commit, there: there.commit, comparisons });
    return 0;
  }
  const options = { only, rounds, say: console.log };
  const comparisons = await compareClones(here, there, options);
  if (comparisons.length > 1) console.log(`\nall rows\n${cloneTable(comparisons)}`);
  if (json) writeJson(json, { here: here.commit, there: there.commit, comparisons });
  const slow = comparisons.filter(({ ratio }) => ratio.median > (atMost ?? Number.POSITIVE_INFINITY));
  if (slow.length > 0) console.log(`above ${atMost} x: ${slow.map(({ row }) => row).join(', ')}`);
  const wanted = only === undefined ? cloneRows.length : 1;
  return slow.length > 0 || comparisons.length < wanted ? 1 : 0;
}

const writeJson = (file: string, report: object) =>
  writeFileSync(file, `${JSON.stringify(report, null, 2)}\n`);
