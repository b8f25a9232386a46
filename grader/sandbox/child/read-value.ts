/**
 * Turns what a student's function returned into plain numbers, by TensorFlow's own methods as they were before the
 * submission was loaded: a method that the submission puts on its object or on the prototype is not asked.
 */
import * as tf from '../../../lib/tensorflow';
import { maxNumbers, type TensorHeader } from './channel';

/** Tensors with their numbers, one after the other. */
export interface Values {
  list: boolean;
  tensors: TensorHeader[];
  numbers: Float64Array[];
}

const { isArray } = Array;
const { isView } = ArrayBuffer;
const { apply, getPrototypeOf } = Reflect;
const { dataSync } = tf.Tensor.prototype;
const tensorPrototype = tf.Tensor.prototype;
const dtypes: readonly string[] = ['float32', 'int32', 'bool'];

/** The most tensors that an answer may be a list of. */
const maxTensors = 1000;

/** @returns what it is instead, in words, where it is neither a tensor nor a list of tensors that can be read */
export function readValue(value: unknown): Values | string {
  const list = isArray(value);
  if (list && value.length > maxTensors) return `a list of ${value.length} values`;
  const items: unknown[] = list ? value : [value];
  const values: Values = { list, tensors: [], numbers: [] };
  let count = 0;
  for (let index = 0; index < items.length; index++) {
    const item = items[index];
    if (!isTensor(item)) return list ? `a list whose value ${index} is ${describe(item)}` : describe(item);
    if (item.isDisposed) return list ? `a list whose tensor ${index} is disposed` : 'a disposed tensor';
    if (!dtypes.includes(item.dtype)) return `a tensor of ${item.dtype}`;
    count += item.size;
    if (count > maxNumbers) return `tensors of more than ${maxNumbers} numbers`;
    values.tensors.push({ shape: [...item.shape], dtype: item.dtype });
    values.numbers.push(Float64Array.from(apply(dataSync, item, []) as ArrayLike<number>));
  }
  return values;
}

/** By its chain of prototypes, which `Symbol.hasInstance` cannot spoof and a Proxy can: then only its numbers are wrong. */
function isTensor(value: unknown): value is tf.Tensor {
  let prototype: unknown = value;
  while (typeof prototype === 'object' && prototype !== null) {
    prototype = getPrototypeOf(prototype);
    if (prototype === tensorPrototype) return true;
  }
  return false;
}

function describe(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (isArray(value)) return 'a list';
  if (value instanceof Promise) return 'a promise';
  if (isView(value)) return 'a typed array';
  if (typeof value !== 'object')
    return typeof value === 'function' ? 'a function' : `a plain ${typeof value}`;
  return 'an object that is not a tensor';
}
