import type { Inputs } from '../call';
import type { TensorData } from '../model-spec';
import type { Candidate, PreparedCall, PreparedCheck, Value } from '../prepared-check';
import { Draw } from './draw';
import type { Check, MarkingSource } from './marking-source';
import { scalar } from './tensors';

/** The seed of the public checks, whose values stand in the library for everyone to see. */
const publicSeed = 'public';

/** How much of the size of what is added up float32, its order of summation and a backend may cost. */
const relativeTolerance = 1e-4;

/** A misconception's number stays this many tolerances off the right one, else the inputs are drawn again. */
export const separation = 100;

/** Draws the inputs of an exercise's checks and computes the references and what each misconception would return. */
export function prepare<Given extends Inputs, Quantities>(
  source: MarkingSource<Given, Quantities>,
  seed: string,
): PreparedCheck[] {
  return source.checks.map((check) => prepareCheck(source, check, seed));
}

function prepareCheck<Given extends Inputs, Quantities>(
  source: MarkingSource<Given, Quantities>,
  check: Check<Given>,
  seed: string,
): PreparedCheck {
  const { id, name, points, visibility, demand = 'value' } = check;
  const label = `${source.exercise.id}/${id}`;
  const draw = new Draw(visibility === 'public' ? publicSeed : seed, label);
  for (let attempt = 0; ; attempt++) {
    const calls = check
      .inputs(draw.branch(attempt))
      .map((inputs) => prepareCall(source, inputs, demand === 'gradients'))
      .flatMap((one) => (demand === 'repeatable' ? repeated(one) : [one]));
    if (calls.every(separated)) return { id, name, points, visibility, demand, calls };
    if (attempt === 1000)
      throw new Error(`Cannot draw inputs for ${label} that tell its misconceptions apart: widen its ranges`);
  }
}

/** Twice more on the same objects, where what is kept for them shows, and once on new ones that are equal. */
function repeated(one: PreparedCall): PreparedCall[] {
  const again = { ...one, call: { ...one.call, sameObjects: true } };
  return [one, again, again, one];
}

function prepareCall<Given extends Inputs, Quantities>(
  source: MarkingSource<Given, Quantities>,
  inputs: Given,
  withGradients: boolean,
): PreparedCall {
  const quantities = source.quantities(inputs);
  const { expected: right, scale, gradients, oneSampleSd } = source.reference(quantities);
  const expected = asValue(right);
  const candidates = Object.entries(source.misconceptions)
    .flatMap(([misconception, { answers }]) =>
      answers(quantities).map((answer) => ({ misconception, value: asValue(answer) })),
    )
    .map(({ misconception, value }, form): Candidate => ({ misconception, form, value }));
  return {
    call: withGradients ? { ...inputs, gradients: true } : inputs,
    expected,
    tolerance: relativeTolerance * scale,
    candidates: telling(expected, candidates),
    ...(withGradients && gradients && { gradients: gradients() }),
    ...(oneSampleSd !== undefined && { oneSampleSd }),
  };
}

const asValue = (answer: Value | number): Value => (typeof answer === 'number' ? scalar(answer) : answer);

/** Leaves out the misconceptions that come to the right answer on these inputs, as the first layer does of one. */
const telling = (expected: Value, candidates: Candidate[]): Candidate[] =>
  candidates.filter(({ value }) => distance(value, expected) > 1e-12);

const separated = ({ expected, tolerance, candidates }: PreparedCall): boolean =>
  candidates.every(({ value }) => distance(value, expected) > separation * tolerance);

/** Largest difference between two answers; infinite where their shapes differ. */
export function distance(a: Value, b: Value): number {
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
