import type * as tf from '@tensorflow/tfjs';

/** Numbers [n] as the figures take them, or a column [n, 1] of them: an array, or a tensor (read, not disposed). */
export type Vector = readonly number[] | Float32Array | Float64Array | Int32Array | tf.Tensor1D | Matrix;
/** Numbers [n, columns] as the figures take them: rows of one length, or a tensor (read, not disposed). */
export type Matrix = readonly (readonly number[])[] | tf.Tensor2D;

const isTensor = (values: unknown): values is tf.Tensor =>
  typeof (values as tf.Tensor | null)?.arraySync === 'function';

function checkFinite(values: readonly unknown[], action: string, name: string): void {
  const wrong = values.findIndex((value) => typeof value !== 'number');
  if (wrong >= 0)
    throw new TypeError(`${action}: ${name} must hold numbers, got ${typeof values[wrong]} at ${wrong}`);
  const bad = values.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`${action}: ${name} must be finite, got ${values[bad]} at ${bad}`);
}

/**
 * The values of an array or a tensor, [n] or a column [n, 1], as an array.
 *
 * @param action opens the error message: `Cannot draw the iris plots`
 * @param length the number of values that is called for; any by default
 * @throws {TypeError} for another kind or shape
 * @throws {RangeError} where a value is not finite
 */
export function vectorValues(values: Vector, action: string, name: string, length?: number): number[] {
  const read = asList(isTensor(values) ? values.arraySync() : values);
  if (!read || Array.isArray(read[0])) {
    const rule = 'must be an array or a tensor of numbers, [n] or [n, 1]';
    throw new TypeError(`${action}: ${name} ${rule}, got ${kind(values)}`);
  }
  if (length !== undefined && read.length !== length)
    throw new TypeError(`${action}: ${name} must hold ${length} values, got ${read.length}`);
  checkFinite(read, action, name);
  return read as number[];
}

/** An array's elements, those of a column's rows; undefined for what is no array. */
function asList(values: unknown): unknown[] | undefined {
  const isTyped = ArrayBuffer.isView(values) && !(values instanceof DataView);
  if (!Array.isArray(values)) return isTyped ? Array.from(values as Float32Array) : undefined;
  const isColumn = values.length > 0 && values.every((row) => Array.isArray(row) && row.length === 1);
  return isColumn ? values.flat() : [...values];
}

/**
 * The rows of an array of arrays or a tensor [n, columns] as arrays.
 *
 * @throws {TypeError} for another kind or shape
 * @throws {RangeError} where a value is not finite
 */
export function matrixValues(values: Matrix, action: string, name: string): number[][] {
  const read: unknown = isTensor(values) ? values.arraySync() : values;
  const rows: unknown[] = Array.isArray(read) ? read : [];
  const first = rows[0];
  if (!Array.isArray(first) || !rows.every((row) => Array.isArray(row) && row.length === first.length))
    throw new TypeError(
      `${action}: ${name} must be number[][] with rows of one length, or a tensor [n, m], got ${kind(values)}`,
    );
  for (const row of rows as number[][]) checkFinite(row, action, name);
  return (rows as number[][]).map((row) => [...row]);
}

function kind(values: unknown): string {
  if (isTensor(values)) return `a tensor of shape [${values.shape}]`;
  if (!Array.isArray(values)) return values === null ? 'null' : typeof values;
  return Array.isArray(values[0]) ? 'an array of arrays' : 'an array of single values';
}

/** Four significant digits are finer than a pixel and keep a figure's JSON small. */
export function rounded(values: readonly number[]): number[] {
  return values.map((value) => Number(value.toPrecision(4)));
}

/** Three decimals, for axes of a few units: finer than a pixel, and small values do not grow long. */
export function thousandths(values: readonly number[]): number[] {
  return values.map((value) => Math.round(value * 1000) / 1000);
}
