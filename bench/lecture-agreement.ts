import { countsCell } from './lecture-notebooks';
import type { CellRun } from './notebook-client';

/** What a run of the lecture did, over all its cells. */
export interface LectureWork {
  steps: number;
  draws: number;
  /** Of the steps, those of each sine that is trained until its spread has settled. */
  sineSteps: number;
  figures: number;
  redraws: number;
  tables: number;
  entries: number;
  lines: number;
  values: number;
}

const anyNumber = /\d+(?:\.\d+)?(?:e[-+]?\d+)?/g;
const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '').length;
const values = (text: string) => text.match(anyNumber)?.length ?? 0;

const shownBy = ({ figures, redraws, tables, entries, text }: CellRun) => ({
  figures,
  redraws,
  tables,
  entries: entries.length,
  lines: lines(text),
  values: values([text, ...entries].join('\n')),
});

const counted = ['steps', 'draws', 'sineSteps'] as const;
type Counts = Record<(typeof counted)[number], number>;

/** What the counting cells of a run have counted; nothing where there are none, which `sameWork` refuses. */
export const countsOf = (cells: CellRun[]): Counts =>
  JSON.parse(cells.find(({ id }) => id === countsCell)?.text ?? '{}');

/**
 * Makes sure that two counted runs of the lecture did the same work, before their times are compared: the same training
 * steps and posterior draws in all, and cell by cell the same figures, redraws, tables with as many entries, printed
 * lines, and values printed or in tables.
 *
 * @returns that work
 * @throws {Error} that names each cell and count that differs
 */
export function sameWork(ours: CellRun[], theirs: CellRun[]): LectureWork {
  const [own, other] = [byId(ours), byId(theirs)];
  const differences: string[] = [];
  for (const id of new Set([...own.keys(), ...other.keys()])) {
    const [a, b] = [own.get(id), other.get(id)];
    if (id.startsWith('bench-')) continue;
    if (!a || !b) {
      differences.push(`the cell ${id} is only in ${a ? 'TypeScript' : 'Python'}`);
      continue;
    }
    const [left, right] = [shownBy(a), shownBy(b)];
    for (const what of Object.keys(left) as (keyof typeof left)[])
      if (left[what] !== right[what])
        differences.push(`${id} has ${left[what]} ${what} here and ${right[what]} in Python`);
  }
  const [counts, theirCounts] = [countsOf(ours), countsOf(theirs)];
  for (const what of counted)
    if (!(counts[what] > 0) || counts[what] !== theirCounts[what])
      differences.push(`${counts[what]} ${what} here and ${theirCounts[what]} in Python`);
  if (differences.length > 0) throw new Error(`Cannot compare the lectures: ${differences.join('; ')}`);
  const total = { figures: 0, redraws: 0, tables: 0, entries: 0, lines: 0, values: 0 };
  for (const cell of ours.filter(({ id }) => !id.startsWith('bench-')))
    for (const [what, count] of Object.entries(shownBy(cell))) total[what as keyof typeof total] += count;
  return { ...counts, ...total };
}

const byId = (cells: CellRun[]) => new Map(cells.map((cell) => [cell.id, cell]));
