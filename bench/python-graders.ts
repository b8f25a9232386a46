import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { formatNotebook } from '../wire/notebook';
import { originalCells, pythonLecture } from './lecture-notebooks';
import { source, succeed } from './python-peers';

/** How many students nbgrader's class has. */
export const numStudents = 3;

/** nbgrader and otter-grader with the Python lecture's two exercises, ready to grade right answers. */
export class PythonGraders {
  readonly #folder: string;
  readonly #python: string;

  /**
   * Use {@link PythonGraders.prepare}.
   *
   * @param folder with the course and the autograder
   * @param python the bench's interpreter
   */
  constructor(folder: string, python: string) {
    this.#folder = folder;
    this.#python = python;
  }

  /**
   * What they grade has only the cells that mirror the original lecture.
   *
   * @throws {Error} where they cannot be made ready
   */
  static async prepare(python: string): Promise<PythonGraders> {
    const folder = mkdtempSync(join(tmpdir(), 'bayes-bench-graders-'));
    const lecture = join(folder, 'master.ipynb');
    const cells = originalCells(pythonLecture(readFileSync(source('lecture.py'), 'utf8')));
    writeFileSync(lecture, formatNotebook(cells));
    await succeed([python, source('python-graders.py'), 'prepare', lecture, folder, `${numStudents}`]);
    mkdirSync(join(folder, 'otter'));
    return new PythonGraders(folder, python);
  }

  /** Seconds of `nbgrader autograde` for one student, or for the whole class. */
  async nbgrader(whole = false): Promise<number> {
    const student = whole ? [] : ['--student', 'student-0'];
    const command = [this.#program('nbgrader'), 'autograde', 'lecture', '--force', ...student];
    const seconds = await timed(() => succeed(command, join(this.#folder, 'course')));
    const words = await succeed([this.#python, source('python-graders.py'), 'scores', this.#folder]);
    const scores = Object.values(JSON.parse(words));
    if (scores.length < (whole ? numStudents : 1) || scores.some((score) => score !== 10))
      throw new Error(`nbgrader gave ${scores.join(', ')} of 10 points for right answers`);
    return seconds;
  }

  /** Seconds of `otter run` for one submission; it has no command for a class but in containers. */
  async otter(): Promise<number> {
    const out = join(this.#folder, 'otter');
    const command = ['run', '-a', 'autograder.zip', '-o', out, '--no-logo', 'lecture.ipynb'];
    const seconds = await timed(() => succeed([this.#program('otter'), ...command], this.#folder));
    const { tests } = JSON.parse(readFileSync(join(out, 'results.json'), 'utf8'));
    const score = tests.reduce((sum: number, test: { score?: number }) => sum + (test.score ?? 0), 0);
    if (score !== 10) throw new Error(`otter-grader gave ${score} of 10 points for right answers`);
    return seconds;
  }

  /** One of the interpreter's environment. */
  #program(name: string): string {
    return join(dirname(this.#python), name);
  }

  remove(): void {
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}
