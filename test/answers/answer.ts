/** A right answer: the code cells that it takes. */
export interface RightAnswer {
  name: string;
  cells: string[];
  /** Where it is not the exercise's full marks, with the reason beside it. */
  points?: number;
  /** The diagnosis that it gets for what it lacks. Default none. */
  diagnosis?: string;
}

/** A wrong answer and the misconception that has to be recognised in it; null where none fits. */
export interface WrongAnswer extends Omit<RightAnswer, 'diagnosis'> {
  diagnosis: string | null;
  /** The points that it deserves, where they are not left to the checks. */
  score?: number;
}

/** The cells of the answer of this name. */
export function cellsOf(answers: { name: string; cells: string[] }[], name: string): string[] {
  const found = answers.find((answer) => answer.name === name);
  if (!found) throw new RangeError(`Cannot test "${name}": there is no such answer`);
  return found.cells;
}
