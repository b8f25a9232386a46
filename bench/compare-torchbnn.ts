import { PeerProcess } from './peer-process';
import { source } from './python-peers';
import { benchRows } from './rows';
import { agreementTable, mostApart, type SeedAgreement, seedAgreements } from './seed-agreement';
import { type RunNumbers, seededRun, trainings } from './seeded-run';

/** As many as it takes to see the sd of one seed to a sixth of it. */
export const numSeeds = 20;

/**
 * Trains the lecture's nets from 20 seeds here and in torchbnn, on the same data: other random numbers, the same
 * distributions. Nothing is timed, so both train at once.
 */
export async function compareTorchbnn(python: string, say: (line: string) => void): Promise<SeedAgreement[]> {
  say(`\n${benchRows.torchbnn.title}`);
  const peer = new PeerProcess([python, source('torchbnn-runs.py')]);
  try {
    const given = trainings();
    await peer.ask({ do: 'load', ...given });
    const [ours, theirs]: [RunNumbers[], RunNumbers[]] = [[], []];
    for (let seed = 1; seed <= numSeeds; seed++) {
      const theirRun = peer.ask({ do: 'run', seed });
      ours.push(seededRun(given, seed));
      theirs.push(((await theirRun) as { numbers: RunNumbers }).numbers);
      if (seed % 5 === 0) say(`  ${seed} of ${numSeeds} seeds ...`);
    }
    const all = seedAgreements(ours, theirs);
    say(agreementTable(all));
    const far = all.filter(({ apart }) => apart > mostApart);
    say(
      far.length === 0
        ? `  all ${all.length} agree: at most ${mostApart} standard errors apart`
        : `  NOT the same: ${far.map(({ quantity }) => quantity).join('; ')}`,
    );
    return all;
  } finally {
    peer.stop();
  }
}
