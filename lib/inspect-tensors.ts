/** Has `console.log` and the value of a cell show tensors by their values, where the engine would show their fields. */
import { Tensor } from '@tensorflow/tfjs';
import { tensorText } from './tensor-text';

/** By which Node asks an object how it wants to be shown, and those who do the same in a browser: a name, no import. */
const inspect = Symbol.for('nodejs.util.inspect.custom');

Object.defineProperty(Tensor.prototype, inspect, {
  configurable: true,
  writable: true,
  value(this: Tensor) {
    const text = tensorText(this);
    // Of a text the further lines would stand at the left edge; those of an object are indented with what is around it.
    return { [inspect]: () => text };
  },
});
