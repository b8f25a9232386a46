/** What `BayesLinear` accepts: its options and its input. */
import type { BayesLinearArgs } from './bayes-linear-args';
import type * as tf from './tensorflow';

const cannotBuild = (rule: string, value: unknown) =>
  `Cannot build BayesLinear: ${rule}, got ${format(value)}`;

/**
 * @throws {TypeError} for an option of the wrong kind
 * @throws {RangeError} for one out of its range
 */
export function checkBayesLinearArgs(args: BayesLinearArgs): void {
  if (typeof args !== 'object' || args === null || Array.isArray(args)) {
    throw new TypeError(cannotBuild('options must be an object such as { units: 3, inputDim: 4 }', args));
  }
  if (args.units === undefined) throw new TypeError(cannotBuild('units must be given', undefined));
  check(args, 'units', 'a positive integer', isPositiveInteger);
  check(args, 'inputDim', 'a positive integer', isPositiveInteger);
  check(args, 'priorMu', 'a finite number', Number.isFinite);
  check(args, 'priorSigma', 'a finite number above 0', isPositive);
  check(args, 'initialSigma', 'a finite number above 0', isPositive);
  check(args, 'klWeight', 'a finite number of at least 0', (n) => n === 0 || isPositive(n));
  check(args, 'seed', 'an integer from 0 to 4294967295', (n) => n === n >>> 0);
  check(args, 'batchSize', 'a positive integer', isPositiveInteger);
  const shape = args.batchInputShape?.slice(1) ?? args.inputShape;
  const columns = shape?.at(-1);
  if (shape && (typeof columns !== 'number' || columns !== (args.inputDim ?? columns))) {
    const rule = `the last number of the input shape must be ${args.inputDim ?? 'that of the inputs'}`;
    throw new TypeError(cannotBuild(rule, `[${shape}]`));
  }
}

type NumericOption =
  | 'units'
  | 'inputDim'
  | 'priorMu'
  | 'priorSigma'
  | 'initialSigma'
  | 'klWeight'
  | 'seed'
  | 'batchSize';

function check(
  args: BayesLinearArgs,
  name: NumericOption,
  rule: string,
  isGood: (n: number) => boolean,
): void {
  const value: unknown = args[name];
  if (value === undefined) return;
  if (typeof value !== 'number') throw new TypeError(cannotBuild(`${name} must be ${rule}`, value));
  if (!isGood(value)) throw new RangeError(cannotBuild(`${name} must be ${rule}`, value));
}

const isPositive = (n: number) => Number.isFinite(n) && n > 0;
const isPositiveInteger = (n: number) => Number.isInteger(n) && n > 0;

function format(value: unknown): string {
  if (typeof value === 'string') return value.startsWith('[') ? value : `'${value}'`;
  return Object(value) === value ? ((value as object).constructor?.name ?? 'object') : String(value);
}

/**
 * @param shape the input's shape, [batch, ..., inputs]
 * @param inputs how many inputs the layer has, where that is settled
 * @param x the input itself, where there is one
 * @returns the number of inputs
 * @throws {TypeError} for another shape, a tensor that holds no numbers or is disposed
 */
export function checkBayesLinearInput(
  shape: tf.Shape | tf.Shape[],
  inputs?: number | null,
  x?: tf.Tensor,
): number {
  const columns = shape.at(-1);
  if (shape.length < 2 || typeof columns !== 'number' || (inputs != null && columns !== inputs)) {
    const got = shape.map((n) => n ?? 'null').join(', ');
    const rule = `[batch, ${shape.length > 2 ? '..., ' : ''}${inputs ?? 'inputs'}]`;
    throw new TypeError(`Cannot apply BayesLinear: the input must have the shape ${rule}, got [${got}]`);
  }
  if (x?.isDisposed)
    throw new TypeError('Cannot apply BayesLinear: the input must not be disposed, got a disposed tensor');
  if (x && x.dtype !== 'float32' && x.dtype !== 'int32') {
    throw new TypeError(`Cannot apply BayesLinear: the input must hold numbers, got the dtype ${x.dtype}`);
  }
  return columns;
}
