import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '#setup/project-paths.mjs';
import { type Comparison, comparison } from './comparison';
import { countsOf, type LectureWork, sameWork } from './lecture-agreement';
import { counting, pythonLecture, solvedLecture } from './lecture-notebooks';
import { type NotebookRun, underNbclient } from './notebook-client';
import { byOwnRunner } from './own-runner';
import { source } from './python-peers';
import { benchRows } from './rows';
import { type Spread, spreadOf } from './statistics';

/** Both lectures' times, in microseconds. */
export interface LectureTime {
  /** Both under nbclient, kernel start to last cell: the counted run, and the rounds in which Python redraws nothing. */
  comparisons: Comparison[];
  work: LectureWork;
  /** Processor time of a run, medians. */
  cpu: { ours: number; theirs: number };
  /** Ours by `npm run execute`, without any Python. */
  runner: Spread;
  /** The project's own cells that took longest. */
  slowest: { id: string; seconds: number }[];
}

const numRounds = 3;
const solvedFolder = join(root, 'solutions', 'en');

/** Runs the solved lecture and its Python twin in turns, after both have been counted. */
export async function lectureTimes(python: string, say: (line: string) => void): Promise<LectureTime> {
  say(`\n${benchRows.lecture.title}`);
  const ours = solvedLecture(readFileSync(join(solvedFolder, '01-bayesian-neural-networks.ipynb'), 'utf8'));
  const theirs = pythonLecture(readFileSync(source('lecture.py'), 'utf8'));
  const own = { python, kernel: 'bayes-tslab', cwd: solvedFolder } as const;

  say('  counting what both do ...');
  const counted = await underNbclient(counting(ours, 'typescript'), own);
  // How long a sine trains until its spread has settled hangs on the random numbers, and those differ: the Python lecture
  // looks at the same rule, and stops when ours has stopped.
  const variables = { SINE_STEPS: `${countsOf(counted.cells).sineSteps}` };
  const other = { python, kernel: 'python3', cwd: source('.'), variables } as const;
  const all = await underNbclient(counting(theirs, 'python'), {
    ...other,
    variables: { ...variables, LIVE_REDRAWS: '100' },
  });
  const work = sameWork(counted.cells, all.cells);
  say(
    `  both: ${work.steps} training steps, ${work.sineSteps} of them for each sine that has to settle, ${work.draws} draws, ` +
      `${work.figures} figures, ${work.redraws} redraws of the live one, ${work.tables} tables with ${work.entries} ` +
      `entries, ${work.lines} lines, ${work.values} numbers`,
  );

  const [mine, yours, runner]: [NotebookRun[], NotebookRun[], number[]] = [[], [], []];
  for (let round = 1; round <= numRounds; round++) {
    say(`  round ${round} of ${numRounds} ...`);
    mine.push(await underNbclient(ours, own));
    yours.push(await underNbclient(theirs, other));
    runner.push((await byOwnRunner(ours, solvedFolder)) * 1e6);
    say(
      `    ours ${mine.at(-1)?.seconds.toFixed(1)} s, Python ${yours.at(-1)?.seconds.toFixed(1)} s, ` +
        `ours by npm run execute ${((runner.at(-1) as number) / 1e6).toFixed(1)} s`,
    );
  }
  const micro = (runs: NotebookRun[]) => runs.map(({ seconds }) => [seconds * 1e6]);
  const cpu = (runs: NotebookRun[]) => spreadOf(runs.map(({ cpuSeconds }) => cpuSeconds * 1e6)).median;
  const last = mine.at(-1) as NotebookRun;
  const slowest = [...last.cells].sort((a, b) => b.seconds - a.seconds).slice(0, 6);
  return {
    comparisons: [
      comparison(benchRows.lecture, 'Python, the same figures', micro([counted]), micro([all])),
      comparison(benchRows.lecture, 'Python, live figure drawn once', micro(mine), micro(yours)),
    ],
    work,
    cpu: { ours: cpu(mine), theirs: cpu(yours) },
    runner: spreadOf(runner),
    slowest: slowest.map(({ id, seconds }) => ({ id, seconds })),
  };
}

/** The lecture's rows for a terminal, below the table of its comparison. */
export const lectureWords = ({ cpu, runner, slowest }: LectureTime): string[] => {
  const seconds = (micro: number) => `${(micro / 1e6).toFixed(1)} s`;
  return [
    `processor time of a run: ours ${seconds(cpu.ours)}, Python ${seconds(cpu.theirs)}: ${(cpu.ours / cpu.theirs).toFixed(2)} x`,
    `ours by npm run execute: ${seconds(runner.median)} (${seconds(runner.low)}-${seconds(runner.high)})`,
    `our slowest cells: ${slowest.map((cell) => `${cell.id} ${cell.seconds.toFixed(1)} s`).join(', ')}`,
  ];
};
