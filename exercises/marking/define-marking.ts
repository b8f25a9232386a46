import type { Inputs } from '../call';
import type { Marking } from '../prepared-check';
import type { MarkingSource } from './marking-source';
import { prepare } from './prepare';
import { add } from './sums';

/**
 * Makes an exercise's marking out of its checks, its reference and what each misconception computes.
 *
 * @throws {RangeError} where a credit is not between 0 and all points, or a public check stands behind a hidden one
 */
export function defineMarking<Given extends Inputs, Quantities>(
  source: MarkingSource<Given, Quantities>,
): Marking {
  requirePublicFirst(source);
  const words = Object.entries(source.misconceptions).map(([id, { name, hint }]) => [id, { name, hint }]);
  return {
    checks: (seed) => prepare(source, seed),
    misconceptions: Object.fromEntries(words),
    credits: creditsOf(source),
  };
}

function creditsOf<Given extends Inputs, Quantities>({
  exercise,
  checks,
  misconceptions,
}: MarkingSource<Given, Quantities>): Record<string, number> {
  const most = add(checks.map(({ points }) => points));
  const credits: Record<string, number> = {};
  for (const [id, { credit }] of Object.entries(misconceptions)) {
    if (credit === undefined) continue;
    if (!(credit > 0 && credit < most))
      throw new RangeError(
        `Cannot mark ${exercise.id}: the credit of ${id} must be above 0 and below ${most}, got ${credit}`,
      );
    credits[id] = credit;
  }
  return credits;
}

/** What an answer says in a public check reaches students, so it must not have seen a hidden input by then. */
function requirePublicFirst<Given extends Inputs, Quantities>({
  exercise,
  checks,
}: MarkingSource<Given, Quantities>): void {
  const hidden = checks.findIndex(({ visibility }) => visibility === 'hidden');
  const late = checks.find(({ visibility }, i) => visibility === 'public' && hidden >= 0 && i > hidden);
  if (late)
    throw new RangeError(
      `Cannot mark ${exercise.id}: public checks must come before the hidden ones, got ${late.id} behind ${checks[hidden]?.id}`,
    );
}
