import type { PreparedCheck } from './prepared-check';
import published from './public-checks.json';

/** The checks that everyone may see, with inputs and expected numbers, as the grader's rubrics publish them. */
export const publicChecks = published as unknown as PreparedCheck[];
