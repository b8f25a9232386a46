import type { Call, Outcome } from '../../exercises/call';
import { judge } from '../../exercises/judge';
import type { PreparedCheck } from '../../exercises/prepared-check';
import type { Extracted } from '../extraction/extracted';
import type { RunOptions } from '../sandbox/run-calls';

/** Runs an answer's calls, a group for each check, as `runCalls` does once the sandbox is open. */
export type Run = (extracted: Extracted, groups: Call[][], options?: RunOptions) => Promise<Outcome[][]>;

/**
 * Runs the calls of all checks in one child, as long as it lives. Where wrong values may come from what an earlier check
 * left behind, each check with one is run once more in a child of its own, so that no check costs the points of another.
 *
 * @param explained whether a first look at all outcomes explains what is wrong: `stateful` where earlier calls do
 * @returns the outcomes of each check's calls, as far as they were made
 */
export async function runChecks(
  checks: PreparedCheck[],
  extracted: Extracted,
  run: Run,
  explained: (outcomes: Outcome[][]) => 'stateful' | boolean,
): Promise<Outcome[][]> {
  const callsOf = ({ calls }: PreparedCheck): Call[] => calls.map(({ call }) => call);
  const outcomes = await run(extracted, checks.map(callsOf));
  const why = explained(outcomes);
  if (why === true) return outcomes;

  const passed = checks.map((check, i) => judge(check, outcomes[i] as Outcome[]).status === 'passed');
  const doubtful = checks
    .map((_, i) => i)
    .filter(
      (i) =>
        !passed[i] &&
        (why === 'stateful' || passed.slice(0, i).includes(true)) &&
        outcomes[i]?.every(({ kind }) => kind === 'value'),
    );
  if (doubtful.length === 0) return outcomes;
  const again = await run(
    extracted,
    doubtful.map((i) => callsOf(checks[i] as PreparedCheck)),
    { apart: true },
  );
  for (const [k, i] of doubtful.entries()) outcomes[i] = again[k] as Outcome[];
  return outcomes;
}
