import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Notebook } from '../wire/notebook';
import type { Clone } from './clone';
import { coldSide } from './cold-start';
import { executeSide, gradingSide } from './command-side';
import { importNotebook } from './import-time';
import { solvedLecture } from './lecture-notebooks';
import { coldRows, networkRows } from './network-rows';
import { networkSide } from './network-side';
import { benchRows } from './rows';
import type { Side } from './side';

/** A row that two clones can be compared by, without Python. */
export interface CloneRow {
  /** For `--only`. */
  name: string;
  title: string;
  /** What both sides have to agree on before they are timed; undefined where each does what its own commit has. */
  agreed: string | undefined;
  rounds: number;
  open(clone: Clone): Promise<Side>;
}

/** What one more submission costs is the difference of these classes. */
const classSizes: [number, number] = [1, 9];

/** The lecture that a clone has, for its own runner: another commit's may import what this one's library lacks. */
function ownLecture({ root }: Clone): Notebook {
  const file = join(root, 'solutions', 'en', '01-bayesian-neural-networks.ipynb');
  if (!existsSync(file))
    throw new Error(`Cannot compare the lectures: there must be a solved one, got no ${file}`);
  return solvedLecture(readFileSync(file, 'utf8'));
}

export const cloneRows: CloneRow[] = [
  ...networkRows.map((row) => ({
    name: row.name,
    title: row.title,
    agreed: 'loss, KL, gradients and predictions',
    rounds: 50,
    open: (clone: Clone) => networkSide(row, clone),
  })),
  ...coldRows.map((row) => ({
    name: row.name,
    title: row.title,
    agreed: undefined,
    rounds: 15,
    open: (clone: Clone) => coldSide(row, clone),
  })),
  {
    name: benchRows.grading.name,
    title: `one more submission of a class (of ${classSizes.join(' and ')}), cache off, sandbox as it is here, by npm run grade`,
    agreed: 'points',
    rounds: 7,
    open: (clone) => gradingSide(clone, classSizes),
  },
  {
    name: benchRows.import.name,
    title: 'a notebook that imports the library, by npm run execute from start to end',
    agreed: 'outputs',
    rounds: 7,
    open: (clone) => executeSide(clone, importNotebook),
  },
  {
    name: benchRows.lecture.name,
    title: "the whole solved lecture, each commit's own, by npm run execute from start to end",
    agreed: undefined,
    rounds: 3,
    open: async (clone) => ({ ...(await executeSide(clone, ownLecture(clone))), results: {} }),
  },
];
