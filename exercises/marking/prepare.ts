import { averageMisconceptions } from '../average-weights/misconceptions';
import { averageReference, largest } from '../average-weights/reference';
import type { ModelSpec, TensorData } from '../call';
import { klMisconceptions } from '../mean-kl/misconceptions';
import { bayesLayers, meanKlGradients, meanMagnitude, meanTerm, oneSampleSd } from '../mean-kl/reference';
import type { Candidate, PreparedCall, PreparedCheck } from '../prepared-check';
import { Draw } from './draw';
import type { CheckInput, Reference, Rubric, RubricCheck } from './rubric';

/** The seed of the public checks, whose values stand in the library for everyone to see. */
const PUBLIC_SEED = 'public';

/** How much of the size of what is added up float32, its order of summation and a backend may cost. */
const RELATIVE_TOLERANCE = 1e-4;

/** A misconception's number stays this many tolerances off the right one, else the inputs are drawn again. */
export const SEPARATION = 100;

/** Draws a rubric's inputs and computes the references and what each misconception would return. */
export function prepare(rubric: Rubric, seed: string): PreparedCheck[] {
  return rubric.checks.map((check) => prepareCheck(rubric, check, seed));
}

function prepareCheck(rubric: Rubric, check: RubricCheck, seed: string): PreparedCheck {
  const { exercise } = rubric;
  const draw = new Draw(check.visibility === 'public' ? PUBLIC_SEED : seed, `${exercise}/${check.id}`);
  const { id, name, points, visibility, demand = 'value' } = check;
  for (let attempt = 0; ; attempt++) {
    const calls = check
      .inputs(draw.branch(attempt))
      .map((input) => prepareCall(rubric, id, input, demand === 'gradients'));
    if (calls.every(separated)) return { id, exercise, name, points, visibility, demand, calls };
    if (attempt === 1000)
      throw new Error(
        `Cannot draw inputs for ${exercise}/${id} that tell its misconceptions apart: widen its ranges`,
      );
  }
}

function prepareCall(rubric: Rubric, check: string, input: CheckInput, gradients: boolean): PreparedCall {
  const { exercise } = rubric;
  if ('model' in input) {
    const { model } = input;
    const prepared = compare(klReference(model));
    return {
      call: { check, exercise: exercise as 'exercise-1', model, gradients },
      ...prepared,
      ...(gradients && { gradients: meanKlGradients(model) }),
      oneSampleSd: oneSampleSd(model),
    };
  }
  if ('ensemble' in input) {
    const { ensemble } = input;
    const reference = {
      expected: averageReference(ensemble),
      scale: largest(ensemble),
      misconceptions: averageMisconceptions(ensemble),
    };
    return { call: { check, exercise: exercise as 'exercise-2', ensemble }, ...compare(reference) };
  }
  if (!rubric.reference) throw new Error(`Cannot prepare ${exercise}/${check}: its rubric needs a reference`);
  return { call: { check, exercise, tensors: input.tensors }, ...compare(rubric.reference(input.tensors)) };
}

function klReference(model: ModelSpec): Reference {
  const scalar = (value: number): TensorData => ({ shape: [], dtype: 'float32', values: [value] });
  return {
    expected: scalar(meanTerm(bayesLayers(model))),
    scale: meanMagnitude(model),
    misconceptions: klMisconceptions(model).map(([misconception, value]) => [misconception, scalar(value)]),
  };
}

const compare = ({ expected, scale, misconceptions }: Reference) => ({
  expected,
  tolerance: RELATIVE_TOLERANCE * scale,
  candidates: telling(
    expected,
    misconceptions.map(([misconception, value], form) => ({ misconception, form, value })),
  ),
});

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
