import { warn } from '../programs/say.mjs';
import { isDiskOrRights, SetupProblem } from '../programs/setup-problem.mjs';
import { root } from '../project-paths.mjs';

/** @typedef {import('./step.mjs').Step} Step */

/** What mends an installation that others use, in the words of a mend. */
export const sharedMend = `npm run setup -- --shared, by whoever looks after ${root}`;

/**
 * Nothing is set up where the project cannot be written: what is needed must be there, what else is missing is said.
 * @param {Step[]} steps
 * @throws {SetupProblem} where a needed part is missing, or may not be read
 */
export function useAsItIs(steps) {
  const missing = steps.filter((step) => !isDone(step));
  const needed = missing.filter(({ without }) => without === undefined);
  if (needed.length > 0) {
    const parts = needed.map(({ name }) => name).join(', ');
    throw new SetupProblem(
      `Cannot use the project: ${root} cannot be written by this user, and what is to be set up first is missing (${parts})`,
      { mend: sharedMend },
    );
  }
  for (const { name, without } of missing)
    warn(`This installation lacks ${name}: ${without}. Mend it with: ${sharedMend}`);
}

/** @param {Step} step @throws {SetupProblem} where its files may not be read */
function isDone(step) {
  try {
    return step.isDone();
  } catch (error) {
    if (!isDiskOrRights(error)) throw error;
    const { path } = /** @type {NodeJS.ErrnoException} */ (error);
    throw new SetupProblem(`Cannot use the project: this user may not read ${path}`, { mend: sharedMend });
  }
}
