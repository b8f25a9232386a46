import type { Inputs } from '../call';
import type { Marking } from '../prepared-check';
import type { MarkingSource } from './marking-source';
import { prepare } from './prepare';

/** Makes an exercise's marking out of its checks, its reference and what each misconception computes. */
export function defineMarking<Given extends Inputs, Quantities>(
  source: MarkingSource<Given, Quantities>,
): Marking {
  const words = Object.entries(source.misconceptions).map(([id, { name, hint }]) => [id, { name, hint }]);
  return {
    checks: (seed) => prepare(source, seed),
    misconceptions: Object.fromEntries(words),
    typicalStatements: source.typicalStatements ?? [],
  };
}
