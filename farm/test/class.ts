import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { right as rightMeans } from '../../test/answers/average-weights/right.ts';
import { wrong as wrongMeans } from '../../test/answers/average-weights/wrong.ts';
import { right } from '../../test/answers/mean-kl/right.ts';
import { wrong } from '../../test/answers/mean-kl/wrong.ts';
import { notebook } from '../../test/answers/notebook.ts';

const fixtures = join(import.meta.dirname, '../../test/grader/fixtures/hostile/answers');

/** Loops for ever, dies, and looks for the network. */
const hostile = [
  'load-error.never-resolving-promise.ts',
  'crash.process-exit-in-answer.ts',
  'error.network-sockets.ts',
];

/**
 * Writes a class as Moodle hands it out: right and wrong answers, every fifth a copy of the one before it, and from 8 on
 * three hostile ones, one that was cut off and one who has handed in twice.
 */
export function writeClass(folder: string, size: number): void {
  const sums = [...right, ...wrong];
  const means = [...rightMeans, ...wrongMeans];
  for (let i = 0; i < size; i++) {
    const from = i % 5 === 4 ? i - 1 : i;
    const attack = hostile[from - 1];
    const first = attack
      ? [readFileSync(join(fixtures, attack), 'utf8')]
      : (sums[from % sums.length] as { cells: string[] }).cells;
    const second = (means[from % means.length] as { cells: string[] }).cells;
    const text = notebook([...first, ...second.slice(1), `const own = ${from};`]);
    write(
      folder,
      `Student ${i}_${100 + i}_assignsubmission_file_/essay.ipynb`,
      i === 6 ? text.slice(0, 200) : text,
    );
    if (i === 7)
      write(folder, `Student ${i}_${100 + i}_assignsubmission_file_/essay (1).ipynb`, `${text}\n\n`);
  }
}

/** Notebooks with no answer in them, each with words of its own: quick to grade. */
export function writeEmptyClass(folder: string, size: number): void {
  for (let i = 0; i < size; i++) write(folder, `student-${i}.ipynb`, notebook([`const own = ${i};`]));
}

function write(folder: string, file: string, text: string): void {
  mkdirSync(join(folder, dirname(file)), { recursive: true });
  writeFileSync(join(folder, file), text);
}
