import { detectSandbox } from '../grader/sandbox/detect-sandbox';
import { type Comparison, comparison } from './comparison';
import { type GradingTime, gradeClass } from './grade-class';
import { numStudents, PythonGraders } from './python-graders';
import { benchRows } from './rows';
import { spreadOf } from './statistics';

/** Processor seconds per submission that grading may take, parent, sandbox and reports included. */
const targetCpu = 0.3;
/** How much faster two jobs should be than one. */
const targetGain = 1.7;
const numRounds = 3;
/** Sizes of the classes that are graded, one and two submissions at a time. */
const classSizes = [20, 60] as const;

/** What grading took, ours and the Python graders'. */
export interface GradingReport {
  /** Layers of the sandbox that were on. */
  sandbox: string[];
  classes: Omit<GradingTime, 'cpuSeconds'>[];
  /** Seconds by nbgrader for so many submissions. */
  nbgrader: { submissions: number; seconds: number }[];
  otter?: number;
  comparisons: Comparison[];
}

/**
 * Grading one submission, alone by one command and as one of a class. What a class costs is a start, paid once, and so
 * much for each submission: the difference of a large and a small class over the difference of their sizes.
 */
export async function gradingTimes(
  python: string | undefined,
  say: (line: string) => void,
): Promise<GradingReport> {
  const sandbox = (await detectSandbox()).filter(({ active }) => active).map(({ name }) => name);
  say(`\n${benchRows.grading.title} (sandbox: ${sandbox.join(', ')})`);
  const alone = await gradedAlone(python, say);
  say(`  grading classes of ${classSizes.join(' and ')}, one and two submissions at a time ...`);
  const classes = [1, 2].flatMap((jobs) =>
    classSizes.map((size) => {
      const time = gradeClass(size, jobs);
      say(`  ${size} submissions, ${jobs} at a time: ${time.seconds.toFixed(1)} s`);
      return time;
    }),
  );
  const [oneSmall, oneLarge, twoSmall, twoLarge] = classes as [
    GradingTime,
    GradingTime,
    GradingTime,
    GradingTime,
  ];
  const each = (small: GradingTime, large: GradingTime, cost: 'seconds' | 'cpuSeconds') =>
    (large[cost] - small[cost]) / (large.submissions - small.submissions);
  const [seconds, cpu] = [each(oneSmall, oneLarge, 'seconds'), each(oneSmall, oneLarge, 'cpuSeconds')];
  const gain = seconds / each(twoSmall, twoLarge, 'seconds');
  const reached = (is: boolean) => (is ? 'reached' : 'missed');
  say(
    `  processor time of each further one: ${cpu.toFixed(2)} s, at most ${targetCpu} s: ${reached(cpu <= targetCpu)}`,
  );
  say(
    `  two at a time: ${gain.toFixed(2)} x as fast as one, at least ${targetGain} x: ${reached(gain >= targetGain)}`,
  );

  const median = (times: number[]) => spreadOf(times).median;
  const nbgrader =
    alone.nbgraderClass === undefined
      ? []
      : [
          { submissions: 1, seconds: median(alone.nbgrader) },
          { submissions: numStudents, seconds: alone.nbgraderClass },
        ];
  const nbgraderEach =
    alone.nbgraderClass === undefined
      ? []
      : alone.nbgrader.map((one) => ((alone.nbgraderClass as number) - one) / (numStudents - 1));
  const beside = (peer: string, ours: number[][], theirs: number[][]) =>
    theirs.flat().length === 0
      ? []
      : [comparison(benchRows.grading, peer, ours.map(micro), theirs.map(micro))];
  const rounds = (times: number[]) => times.map((time) => [time]);
  return {
    sandbox,
    classes: [{ submissions: 1, seconds: median(alone.ours) }, ...classes],
    nbgrader,
    otter: alone.otter.length > 0 ? median(alone.otter) : undefined,
    comparisons: [
      ...beside('nbgrader, of a class', [[seconds]], [nbgraderEach]),
      ...beside('otter-grader, of a class', [[seconds]], [alone.otter]),
      ...beside('nbgrader, alone', rounds(alone.ours), rounds(alone.nbgrader)),
      ...beside('otter-grader, alone', rounds(alone.ours), rounds(alone.otter)),
    ],
  };
}

const micro = (seconds: number[]) => seconds.map((time) => time * 1e6);

interface Alone {
  ours: number[];
  nbgrader: number[];
  nbgraderClass?: number;
  otter: number[];
}

/** One submission by one command, in turns. */
async function gradedAlone(python: string | undefined, say: (line: string) => void): Promise<Alone> {
  const ours: number[] = [];
  let peers: Omit<Alone, 'ours'> = { nbgrader: [], otter: [] };
  let graders: PythonGraders | undefined;
  const orWord = async (work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      say(`  nbgrader and otter-grader are skipped: ${error instanceof Error ? error.message : error}`);
      graders?.remove();
      graders = undefined;
      peers = { nbgrader: [], otter: [] };
    }
  };
  if (python) {
    say('  preparing the course of nbgrader and the autograder of otter-grader ...');
    await orWord(async () => {
      graders = await PythonGraders.prepare(python);
    });
  }
  for (let round = 1; round <= numRounds; round++) {
    const own = gradeClass(1).seconds;
    ours.push(own);
    say(`  one alone, round ${round} of ${numRounds}: ours ${own.toFixed(1)} s`);
    const some = graders;
    if (!some) continue;
    await orWord(async () => {
      const [one, other] = [await some.nbgrader(), await some.otter()];
      peers.nbgrader.push(one);
      peers.otter.push(other);
      say(`    nbgrader ${one.toFixed(1)} s, otter-grader ${other.toFixed(1)} s`);
      if (round < numRounds) return;
      peers.nbgraderClass = await some.nbgrader(true);
      say(`  nbgrader, a class of ${numStudents}: ${peers.nbgraderClass.toFixed(1)} s`);
    });
  }
  graders?.remove();
  return { ours, ...peers };
}
