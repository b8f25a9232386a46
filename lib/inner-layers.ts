import * as tf from './tensorflow';
import { weightOwner } from './weight-owner';

/**
 * The layers directly within a layer, in the order in which it holds them: a model's layers, the one of a wrapper such as
 * tf.layers.timeDistributed, the two that tf.layers.bidirectional makes of the one it is given, a cell of tf.layers.rnn, those that a layer of one's own keeps in its properties or whose weights it shows as its own.
 * What it keeps in private members, and shows no weights of, cannot be seen from outside.
 */
export function innerLayers(layer: tf.layers.Layer): tf.layers.Layer[] {
  if (layer instanceof tf.LayersModel) return layer.layers;
  if (isBidirectional(layer)) return [layer.forwardLayer, layer.backwardLayer];
  const owners = layer.weights.map(weightOwner);
  return [...Object.values(layer).flatMap(layersIn), ...owners.filter((owner) => owner !== undefined)];
}

/** What is used of the class Bidirectional of @tensorflow/tfjs-layers 4.22. Its third layer, `layer`, is never run. */
interface Bidirectional extends tf.layers.Layer {
  forwardLayer: tf.layers.Layer;
  backwardLayer: tf.layers.Layer;
}

const isBidirectional = (layer: tf.layers.Layer): layer is Bidirectional =>
  layer.getClassName() === 'Bidirectional';

/** The layers of a property: itself, or the elements of a list, a set, a map or a plain object. */
function layersIn(value: unknown): tf.layers.Layer[] {
  if (isLayer(value)) return [value];
  if (Array.isArray(value) || value instanceof Set) return [...value].filter(isLayer);
  if (value instanceof Map) return [...value.values()].filter(isLayer);
  const isPlain = Object(value) === value && Object.getPrototypeOf(value) === Object.prototype;
  return isPlain ? Object.values(value as object).filter(isLayer) : [];
}

const isLayer = (value: unknown): value is tf.layers.Layer => value instanceof tf.layers.Layer;
