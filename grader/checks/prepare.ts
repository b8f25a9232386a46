import type { Candidate, PreparedCall, PreparedCheck } from '../../lib/exercises/prepared-check';
import type { TensorData } from '../protocol';
import type { CheckInput, Rubric, RubricCheck } from '../rubrics/rubric';
import { averageMisconceptions } from './average-misconceptions';
import { averageReference, largest } from './average-reference';
import { Draw } from './draw';
import { klMisconceptions } from './kl-misconceptions';
import { bayesLayers, meanKlGradients, meanMagnitude, meanTerm, oneSampleSd } from './kl-reference';

/** The seed of the public checks, whose values stand in the library for everyone to see. */
const PUBLIC_SEED = 'public';

/** How much of the size of what is added up float32, its order of summation and a backend may cost. */
const RELATIVE_TOLERANCE = 1e-4;

/** A misconception's number stays this many tolerances off the right one, else the inputs are drawn again. */
export const SEPARATION = 100;

/** Draws a rubric's inputs and computes the references and what each misconception would return. */
export function prepare(rubric: Rubric, seed: string): PreparedCheck[] {
  return rubric.checks.map((check) => prepareCheck(rubric.exercise, check, seed));
}

function prepareCheck(exercise: string, check: RubricCheck, seed: string): PreparedCheck {
  const draw = new Draw(check.visibility === 'public' ? PUBLIC_SEED : seed, `${exercise}/${check.id}`);
  const { id, name, points, visibility, demand = 'value' } = check;
  for (let attempt = 0; ; attempt++) {
    const calls = check
      .inputs(draw.branch(attempt))
      .map((input) => prepareCall(exercise, id, input, demand === 'gradients'));
    if (calls.every(separated)) return { id, exercise, name, points, visibility, demand, calls };
    if (attempt === 1000)
      throw new Error(
        `Cannot draw inputs for ${exercise}/${id} that tell its misconceptions apart: widen its ranges`,
      );
  }
}

function prepareCall(exercise: string, check: string, input: CheckInput, gradients: boolean): PreparedCall {
  if ('model' in input) {
    const { model } = input;
    const scalar = (value: number): TensorData => ({ shape: [], dtype: 'float32', values: [value] });
    const expected = scalar(meanTerm(bayesLayers(model)));
    return {
      call: { check, exercise: exercise as 'exercise-1', model, gradients },
      expected,
      tolerance: RELATIVE_TOLERANCE * meanMagnitude(model),
      ...(gradients && { gradients: meanKlGradients(model) }),
      candidates: telling(
        expected,
        klMisconceptions(model).map(([misconception, value], form) => ({
          misconception,
          form,
          value: scalar(value),
        })),
      ),
      oneSampleSd: oneSampleSd(model),
    };
  }
  const { ensemble } = input;
  const expected = averageReference(ensemble);
  return {
    call: { check, exercise: exercise as 'exercise-2', ensemble },
    expected,
    tolerance: RELATIVE_TOLERANCE * largest(ensemble),
    candidates: telling(
      expected,
      averageMisconceptions(ensemble).map(([misconception, value], form) => ({ misconception, form, value })),
    ),
  };
}

/** Leaves out the misconceptions that come to the right answer on these inputs, as the first layer does of one. */
const telling = (expected: Candidate['value'], candidates: Candidate[]): Candidate[] =>
  candidates.filter(({ value }) => distance(value, expected) > 1e-12);

const separated = ({ expected, tolerance, candidates }: PreparedCall): boolean =>
  candidates.every(({ value }) => distance(value, expected) > SEPARATION * tolerance);

/** Largest difference between two answers; infinite where their shapes differ. */
export function distance(a: Candidate['value'], b: Candidate['value']): number {
  const [as, bs] = [a, b].map((value) => (Array.isArray(value) ? value : [value])) as [
    TensorData[],
    TensorData[],
  ];
  if (Array.isArray(a) !== Array.isArray(b) || as.length !== bs.length) return Number.POSITIVE_INFINITY;
  return as.reduce((most, { shape, values }, i) => {
    const other = bs[i] as TensorData;
    if (shape.join() !== other.shape.join()) return Number.POSITIVE_INFINITY;
    return values.reduce((m, value, j) => Math.max(m, Math.abs(value - (other.values[j] as number))), most);
  }, 0);
}
