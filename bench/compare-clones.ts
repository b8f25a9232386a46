import type { Clone } from './clone';
import { type CloneRow, cloneRows } from './clone-rows';
import { type CloneComparison, inTurns } from './in-turns';
import { agreementOf } from './results';
import type { Side } from './side';
import { cloneTable } from './table';

/** Options of {@link compareClones}. */
export interface CompareClonesOptions {
  /** The name of the one row that is wanted; default: all. */
  only?: string | undefined;
  /** How often each side has its turn; default: the row's own. */
  rounds?: number | undefined;
  say: (line: string) => void;
}

/** Measures rows here and in another clone, in turns; says why where one cannot be compared, and leaves it out. */
export async function compareClones(
  here: Clone,
  there: Clone,
  { only, rounds, say }: CompareClonesOptions,
): Promise<CloneComparison[]> {
  const all: CloneComparison[] = [];
  for (const row of cloneRows.filter(({ name }) => (only ?? name) === name)) {
    say(`\n${row.name}: ${row.title}`);
    try {
      const one = await compareRow(row, [here, there], rounds ?? row.rounds, (line) => say(`  ${line}`));
      all.push(one);
      say(cloneTable([one]));
    } catch (error) {
      say(`  ${error instanceof Error ? error.message : error}`);
    }
  }
  return all;
}

async function compareRow(
  { name, agreed, open }: CloneRow,
  clones: [Clone, Clone],
  rounds: number,
  say: (line: string) => void,
): Promise<CloneComparison> {
  const sides: Side[] = [];
  try {
    for (const [i, clone] of clones.entries()) {
      say(`warming up ${i === 0 ? 'here' : 'there'} ...`);
      sides.push(await open(clone));
    }
    const [here, there] = sides as [Side, Side];
    const agreement = agreementOf(name, here.results, there.results, 'there');
    say(
      agreed === undefined
        ? 'each ran to its end, and nothing has to agree'
        : `${agreed} agree${agreement === 0 ? '' : ` to ${agreement.toExponential(1)}`}`,
    );
    return await inTurns(name, here, there, rounds, say);
  } finally {
    for (const side of sides) side.stop();
  }
}
