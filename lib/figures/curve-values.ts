import { type Matrix, matrixValues, type Vector, vectorValues } from './values';

/**
 * The x that curves are drawn over.
 *
 * @throws {TypeError} for another shape or fewer than 2 values
 * @throws {RangeError} where a value is not finite
 */
export function gridValues(x: Vector, action: string): number[] {
  const grid = vectorValues(x, action, 'x');
  if (grid.length < 2) throw new TypeError(`${action}: x must hold at least 2 values, got ${grid.length}`);
  return grid;
}

/**
 * Curves [curves, points] as one array each.
 *
 * @throws {TypeError} for another shape
 * @throws {RangeError} where a value is not finite
 */
export function curvesValues(curves: Matrix, action: string, name: string, points: number): number[][] {
  const rows = matrixValues(curves, action, name);
  const columns = (rows[0] as number[]).length;
  if (columns !== points)
    throw new TypeError(`${action}: ${name} must have ${points} columns, one for each x, got ${columns}`);
  return rows;
}

/**
 * The observations that a figure draws, x and y [m] each.
 *
 * @throws {TypeError} for another shape
 * @throws {RangeError} where a value is not finite
 */
export function dataValues(data: { x: Vector; y: Vector }, action: string): { x: number[]; y: number[] } {
  const x = vectorValues(data.x, action, 'data.x');
  return { x, y: vectorValues(data.y, action, 'data.y', x.length) };
}

/** @throws {RangeError} where the noise's standard deviation is negative or not finite */
export function checkNoiseSigma(noiseSigma: number, action: string): void {
  if (!(noiseSigma >= 0 && Number.isFinite(noiseSigma)))
    throw new RangeError(`${action}: noiseSigma must be at least 0 and finite, got ${noiseSigma}`);
}

/**
 * Values of which none is negative, standard deviations or uncertainties: [length], or of any length without it.
 *
 * @throws {TypeError} for another shape
 * @throws {RangeError} where a value is negative or not finite
 */
export function nonNegativeValues(values: Vector, action: string, name: string, length?: number): number[] {
  const read = vectorValues(values, action, name, length);
  const at = read.findIndex((value) => value < 0);
  if (at >= 0) throw new RangeError(`${action}: ${name} must be at least 0, got ${read[at]} at ${at}`);
  return read;
}
