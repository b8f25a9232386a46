import type { Words } from '../../exercises/misconceptions';

/** Only the instructor's edition points out typical statements: they would give the conclusions away. */
export const typicalStatements: { pattern: RegExp; about: Words }[] = [];
