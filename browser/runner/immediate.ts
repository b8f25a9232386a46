/**
 * A worker's frames stand still while its tab is hidden, and its timers slow down. TensorFlow.js takes frames where
 * there are some, and `setImmediate` else: so training goes on in a tab that nobody looks at.
 */
import { soon } from '../../execution/platform.browser';

Object.assign(globalThis, {
  requestAnimationFrame: undefined,
  setImmediate: (call: (...given: unknown[]) => void, ...given: unknown[]) => soon(() => call(...given)),
});
