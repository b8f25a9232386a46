/** A tensor in words, as a cell shows it: what it is, then its values, one row a line. */
import type { DataType, Tensor, Variable } from '@tensorflow/tfjs';

/** A tensor with more values than this shows the first and the last few along each axis. */
const shownWhole = 100;
const shownEnds = 3;
/** Significant digits; more are noise in float32. */
const digits = 7;

type Values = ArrayLike<number | string | boolean>;

/**
 * @returns kind, shape and dtype, then the values; a variable says its name and whether it is trained, a disposed tensor
 * that it is disposed
 */
export function tensorText(tensor: Tensor): string {
  const { shape, dtype, isDisposed } = tensor;
  const facts = [`shape: [${shape.join(', ')}]`, `dtype: ${dtype}`];
  const { name, trainable } = tensor as Partial<Variable>;
  if (trainable !== undefined) facts.push(`name: '${name}'`);
  if (trainable === false) facts.push('trainable: false');
  if (isDisposed) facts.push('disposed');
  const head = `${trainable === undefined ? 'Tensor' : 'Variable'}(${facts.join(', ')})`;
  if (isDisposed) return head;
  return `${head}${shape.length > 1 ? '\n' : ' '}${valuesText(readValues(tensor), shape, dtype)}`;
}

/** The values, or why there are none: some backends give them out asynchronously alone. */
function readValues(tensor: Tensor): Values | string {
  try {
    return tensor.dataSync();
  } catch (error) {
    return `(its values cannot be read here: ${(error as Error).message})`;
  }
}

function valuesText(values: Values | string, shape: number[], dtype: DataType): string {
  if (typeof values === 'string') return values;
  const shorten = shape.reduce((product, length) => product * length, 1) > shownWhole;
  const places = shape.map((length) => shownPlaces(length, shorten));
  const at = (place: number): string => valueText(values, place, dtype);
  const strides = shape.map((_, axis) =>
    shape.slice(axis + 1).reduce((product, length) => product * length, 1),
  );
  const rows = (axis: number, offset: number): Nested =>
    axis === shape.length
      ? at(offset)
      : (places[axis] as Place[]).map((place) =>
          place === '…' ? place : rows(axis + 1, offset + place * (strides[axis] as number)),
        );
  const nested = rows(0, 0);
  return nestedText(nested, columnWidths(nested), 1);
}

type Place = number | '…';
type Nested = string | Nested[];

function shownPlaces(length: number, shorten: boolean): Place[] {
  const all = Array.from({ length: shorten ? Math.min(length, 2 * shownEnds + 1) : length }, (_, i) => i);
  if (!shorten || length <= 2 * shownEnds + 1) return all;
  return [...all.slice(0, shownEnds), '…', ...all.slice(0, shownEnds).map((i) => length - shownEnds + i)];
}

function valueText(values: Values, place: number, dtype: DataType): string {
  if (dtype === 'complex64') {
    const [real, imaginary] = [values[2 * place] as number, values[2 * place + 1] as number];
    return `${numberText(real)} ${imaginary < 0 ? '-' : '+'} ${numberText(Math.abs(imaginary))}i`;
  }
  const value = values[place];
  if (dtype === 'bool') return String(Boolean(value));
  return typeof value === 'number' && dtype !== 'int32' ? numberText(value) : JSON.stringify(value);
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(Number(value.toPrecision(digits)));
}

/** How wide each column of a matrix is, over all its rows; of a vector none, which need no alignment. */
function columnWidths(nested: Nested): number[] {
  const widths: number[] = [];
  const visit = (rows: Nested, inMatrix: boolean): void => {
    if (typeof rows === 'string') return;
    for (const [column, value] of rows.entries()) {
      if (typeof value !== 'string') visit(value, true);
      else if (inMatrix) widths[column] = Math.max(widths[column] ?? 0, value.length);
    }
  };
  visit(nested, false);
  return widths;
}

/** @param indent how many characters stand before an inner row */
function nestedText(nested: Nested, widths: number[], indent: number): string {
  if (typeof nested === 'string') return nested;
  const isRow = nested.every((value) => typeof value === 'string');
  const inner = nested.map((value, column) =>
    typeof value === 'string'
      ? value.padStart(isRow ? (widths[column] ?? 0) : 0)
      : nestedText(value, widths, indent + 1),
  );
  return `[${inner.join(isRow ? ', ' : `,\n${' '.repeat(indent)}`)}]`;
}
