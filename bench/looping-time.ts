import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from '#setup/project-paths.mjs';
import { type Comparison, comparison } from './comparison';
import { busySeconds, gradeFolder, writeClass } from './grade-class';
import { benchRows } from './rows';

const numRounds = 3;
/** How many submissions are looked at beside a class without them. */
const submissions = 4;

/**
 * What a submission that loops for ever in every check costs a class, beside an ordinary one: of a class with some of
 * them, with as many ordinary ones and with neither, processor time of the whole command.
 *
 * Counted is what the machine's processors do meanwhile, since the system adds up no killed child: it must be quiet.
 */
export function loopingTimes(say: (line: string) => void): Comparison[] {
  const row = benchRows.looping;
  say(`\n${row.title}`);
  const [ours, theirs]: [number[][], number[][]] = [[], []];
  for (let round = 1; round <= numRounds; round++) {
    const start = cpuOf(1, 0);
    const each = (cpu: number) => (cpu - start) / submissions;
    const ordinary = each(cpuOf(1 + submissions, 0));
    const looping = each(cpuOf(1 + submissions, submissions));
    theirs.push([ordinary * 1e6]);
    ours.push([looping * 1e6]);
    say(
      `  round ${round} of ${numRounds}: ordinary ${ordinary.toFixed(2)} s, looping ${looping.toFixed(2)} s, ` +
        `${(looping / ordinary).toFixed(1)} x`,
    );
  }
  return [comparison(row, 'an ordinary submission', ours, theirs)];
}

/** CPU seconds of grading a class, nothing in the cache. */
function cpuOf(size: number, looping: number): number {
  const folder = mkdtempSync(join(tmpdir(), 'bayes-looping-'));
  try {
    mkdirSync(join(folder, 'class'));
    writeClass(join(folder, 'class'), size, looping);
    const before = busySeconds();
    gradeFolder(root, join(folder, 'class'), join(folder, 'grades'), ['--jobs', '1']);
    return busySeconds() - before;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
