import { ClassHub } from './class-hub';
import { costOf, type ProcessCost, runLecture, type StudentRun } from './class-lecture';
import { benchRows } from './rows';
import { spreadOf } from './statistics';
import { aligned } from './table';

const numStudents = 10;
/** Sizes of servers, in GB. */
const servers = [16, 32, 64];
/** What the system itself gets of a server's memory, its cache of files among it, in GB. */
const systemGb = 2;

/** What a class has cost that ran the whole lecture at once: medians of its students' processes. */
export interface ClassCosts {
  hub: ProcessCost;
  kernel: ProcessCost;
  server: ProcessCost;
  /** From the first student's click to the last student's last cell. */
  seconds: number;
}

/** Lets ten students run the lecture at once, and says what each has cost and how many of them a server carries. */
export async function classCosts(say: (line: string) => void): Promise<ClassCosts> {
  say(`\n${benchRows.classroom.title}`);
  const hub = await ClassHub.start({ students: numStudents, say });
  try {
    const began = performance.now();
    const runs = await Promise.all(hub.students.map((student) => runLecture(hub, student)));
    const costs = costsOf(runs, hub, (performance.now() - began) / 1000);
    for (const line of classWords(costs)) say(`  ${line}`);
    return costs;
  } finally {
    await hub.stop();
  }
}

/** What the runs of a class have cost, while its processes still live. */
export function costsOf(runs: StudentRun[], hub: ClassHub, seconds: number): ClassCosts {
  const medians = (pids: number[]): ProcessCost => {
    const costs = pids.map(costOf);
    const median = (what: keyof ProcessCost) => spreadOf(costs.map((cost) => cost[what])).median;
    return { uss: median('uss'), pss: median('pss'), cpu: median('cpu') };
  };
  const ofHub = hub.pids.map(costOf);
  const sum = (what: keyof ProcessCost) => ofHub.reduce((total, cost) => total + cost[what], 0);
  return {
    hub: { uss: sum('uss'), pss: sum('pss'), cpu: sum('cpu') },
    kernel: medians(runs.map(({ pids }) => pids.kernel)),
    server: medians(runs.map(({ pids }) => pids.server)),
    seconds,
  };
}

/**
 * How many students a server carries who all have run the lecture to its end.
 *
 * @param gb the server's memory
 */
export function studentsOn(gb: number, { hub, kernel, server }: ClassCosts): number {
  return Math.floor(((gb - systemGb) * 1000 - hub.pss) / (kernel.pss + server.pss));
}

/** A table of the costs, and what servers carry, with the calculation. */
export function classWords(costs: ClassCosts): string[] {
  const row = (who: string, { uss, pss, cpu }: ProcessCost) => [
    who,
    `${uss.toFixed(0)} MB`,
    `${pss.toFixed(0)} MB`,
    `${cpu.toFixed(1)} s`,
  ];
  const { hub, kernel, server, seconds } = costs;
  return [
    ...aligned([
      ['process', 'USS', 'PSS', 'CPU'],
      row("a student's kernel, the lecture run", kernel),
      row("a student's server", server),
      row('the Hub, its proxy and its culler', hub),
    ]).split('\n'),
    `all ${numStudents} students had run every cell after ${seconds.toFixed(0)} s`,
    ...servers.map(
      (gb) =>
        `${gb} GB: ((${gb} - ${systemGb}) x 1000 - ${hub.pss.toFixed(0)}) / (${kernel.pss.toFixed(0)} + ` +
        `${server.pss.toFixed(0)}) = ${studentsOn(gb, costs)} students`,
    ),
  ];
}
