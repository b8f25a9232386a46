import { changes, type SideEffects } from '../../exercises/call';
import type { TensorData } from '../../exercises/model-spec';
import { ownProperty } from '../submission/own-property';
import type { Frame } from './reply-reader';

/** A child's reply with every part of it checked. */
export type ParsedReply = { nonce: string } & (
  | { kind: 'ready'; compiled: boolean }
  | { kind: 'loaded' }
  | { kind: 'error' | 'wrong-kind'; message: string }
  | { kind: 'value'; value: TensorData | TensorData[]; gradients?: TensorData[]; effects: SideEffects }
);

const maxMessage = 2000;
const maxDimensions = 6;

/** @returns undefined where the reply has not exactly the form that it must have */
export function parseReply({ header, numbers }: Frame): ParsedReply | undefined {
  let data: unknown;
  try {
    data = JSON.parse(header);
  } catch {
    return undefined;
  }
  const nonce = ownProperty(data, 'nonce');
  const kind = ownProperty(data, 'kind');
  if (typeof nonce !== 'string') return undefined;
  switch (kind) {
    case 'ready':
      return { nonce, kind, compiled: ownProperty(data, 'compiled') === true };
    case 'loaded':
      return { nonce, kind };
    case 'error':
    case 'wrong-kind': {
      const message = ownProperty(data, 'message');
      return typeof message === 'string' ? { nonce, kind, message: message.slice(0, maxMessage) } : undefined;
    }
    case 'value':
      return parseValue(nonce, data, numbers);
    default:
      return undefined;
  }
}

function parseValue(nonce: string, data: unknown, numbers: Float64Array): ParsedReply | undefined {
  const effects = parseEffects(ownProperty(data, 'effects'));
  const list = ownProperty(data, 'list');
  const withGradients = typeof data === 'object' && data !== null && Object.hasOwn(data, 'gradients');
  const offset = { at: 0 };
  const tensors = parseTensors(ownProperty(data, 'tensors'), numbers, offset);
  const gradients = withGradients ? parseTensors(ownProperty(data, 'gradients'), numbers, offset) : [];
  if (!effects || !tensors || !gradients || typeof list !== 'boolean' || offset.at !== numbers.length)
    return undefined;
  const [first] = tensors;
  if (!list && (first === undefined || tensors.length !== 1)) return undefined;
  const value = list ? tensors : (first as TensorData);
  return { nonce, kind: 'value', value, effects, ...(withGradients && { gradients }) };
}

function parseTensors(
  headers: unknown,
  numbers: Float64Array,
  offset: { at: number },
): TensorData[] | undefined {
  if (!Array.isArray(headers)) return undefined;
  const tensors: TensorData[] = [];
  for (const header of headers) {
    const shape = ownProperty(header, 'shape');
    const dtype = ownProperty(header, 'dtype');
    if (!isShape(shape) || !isDtype(dtype)) return undefined;
    const end = offset.at + shape.reduce((size, length) => size * length, 1);
    if (end > numbers.length) return undefined;
    tensors.push({ shape: [...shape], dtype, values: Array.from(numbers.subarray(offset.at, end)) });
    offset.at = end;
  }
  return tensors;
}

function parseEffects(effects: unknown): SideEffects | undefined {
  const changed = ownProperty(effects, 'changed');
  const tensorsLeaked = ownProperty(effects, 'tensorsLeaked');
  if (!Array.isArray(changed) || changed.length > changes.length || !isCount(tensorsLeaked)) return undefined;
  const known = changes.filter((change) => changed.includes(change));
  return known.length === changed.length ? { changed: known, tensorsLeaked } : undefined;
}

const isCount = (value: unknown): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;

const isShape = (value: unknown): value is number[] =>
  Array.isArray(value) && value.length <= maxDimensions && value.every(isCount);

const isDtype = (value: unknown): value is TensorData['dtype'] =>
  value === 'float32' || value === 'int32' || value === 'bool';
