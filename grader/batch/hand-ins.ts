import type { Leaf } from './leaf';
import { missingNotebook } from './missing-notebook';
import type { Row } from './row';
import type { Students } from './students';

/**
 * Makes the rows out of what was found: one for each notebook, one for each thing that should have been one, and one
 * for each student's folder in which there is neither.
 */
export function handInsOf(leaves: Leaf[], students: Students): Row[] {
  const rows = leaves.flatMap(({ parts, archives, kind, place, message }): Row[] => {
    if (kind === 'notebook' && place) return [{ parts, owner: students.of(parts, true), place }];
    const isFile = !archives.includes(parts.length - 1);
    return kind === 'refused' && message ? [{ parts, owner: students.of(parts, isFile), message }] : [];
  });
  return [...rows, ...missingNotebook(leaves, rows, students)];
}
