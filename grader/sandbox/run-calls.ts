import type { Call, Outcome } from '../../exercises/call';
import type { Extracted } from '../extraction/extracted';
import { AnswerProcess, type Running } from './answer-process';
import type { TimeLimits } from './limits';
import { TimeAccount } from './time-account';

/** How calls are run. */
export interface RunOptions {
  /** Whether each group gets a child of its own from the start. Default false. */
  apart?: boolean;
}

/** A group's outcomes, and what it was allowed. */
interface Tried {
  outcomes: Outcome[];
  limits: TimeLimits;
}

/**
 * Runs one extracted answer on the calls of all checks, in order, in a fresh child process.
 *
 * The calls of a check are a group. The first call of a group that crashes or runs out of time ends the group and the
 * child; the groups after it get another. A group that fails in any way in a child that had returned values before is
 * run once more, whole, in a fresh one, so that nothing that an earlier check left behind counts against a later one;
 * where that helped, each of the following gets a fresh one too. A group that ran out of time while less was to be had
 * than is left in the end is run once more then.
 *
 * @returns for each group an outcome per call, in order; those after a crash or a timeout are left out
 * @throws {GraderFault} where a child cannot be started or does not come up: the machine's fault, not the submission's
 */
export async function runCalls(
  extracted: Extracted,
  groups: Call[][],
  running: Running,
  { apart = false }: RunOptions = {},
): Promise<Outcome[][]> {
  const time = new TimeAccount(groups.length);
  const answer = new AnswerProcess(extracted.code, running, time);
  const tried: Tried[] = [];
  let alone = apart;
  try {
    for (const calls of groups) {
      if (alone) await answer.end();
      const mayBeSpoilt = answer.used;
      let one = await attempt(answer, calls, time);
      const [first] = one.outcomes;
      if (first?.kind === 'load-error') return groups.map((_, i) => tried[i]?.outcomes ?? [first]);
      if (mayBeSpoilt && !isWhole(one, calls)) {
        await answer.end();
        one = await attempt(answer, calls, time);
        alone ||= isWhole(one, calls);
      }
      tried.push(one);
    }
    for (const [i, calls] of groups.entries()) {
      const before = tried[i] as Tried;
      if (!isWorthMore(before, time.forCheck())) continue;
      await answer.end();
      tried[i] = await attempt(answer, calls, time);
    }
    return tried.map(({ outcomes }) => outcomes);
  } finally {
    await answer.end();
  }
}

async function attempt(answer: AnswerProcess, calls: Call[], time: TimeAccount): Promise<Tried> {
  const loaded = await answer.load();
  const limits = time.forCheck();
  return { outcomes: loaded ? [loaded] : await answer.call(calls, limits), limits };
}

/** Whether each call returned a value, right or wrong. */
const isWhole = ({ outcomes }: Tried, calls: Call[]): boolean =>
  outcomes.length === calls.length && outcomes.every(({ kind }) => kind === 'value');

/** Another try costs a whole start: so much more there has to be. */
const worthwhile = 1.25;

/** Whether a group ran out of a time of which clearly more is to be had now. */
function isWorthMore({ outcomes, limits }: Tried, now: TimeLimits): boolean {
  const last = outcomes.at(-1);
  if (last?.kind !== 'timeout') return false;
  const kind = last.limit === 'idle' ? 'idleSeconds' : 'cpuSeconds';
  return now[kind] > worthwhile * limits[kind];
}
