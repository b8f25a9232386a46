/** What `require` and `import` give a submission: the library, TensorFlow.js under its names, and Node's pure modules. */
import assert from 'node:assert';
import events from 'node:events';
import { performance } from 'node:perf_hooks';
import util from 'node:util';
import * as tfjs from '@tensorflow/tfjs';
import * as library from '../../../lib/index';

/** What the package offers beside the library, without the exercises: an answer has nothing to ask or to check here. */
const inert = { answered: () => true, checkExercise: async () => {} };

/** Namespaces within TensorFlow.js that are frozen, with what stands for them. */
const thawed = new Map<unknown, unknown>();

/**
 * TensorFlow.js as a notebook has it: within the compact form the namespaces are frozen, so that `tf.util` would take no
 * tool of one's own.
 */
function asInNotebook(tensorFlow: object): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(tensorFlow).map(([name, value]) => {
      if (typeof value !== 'object' || !Object.isFrozen(value)) return [name, value];
      if (!thawed.has(value)) thawed.set(value, { ...value });
      return [name, thawed.get(value)];
    }),
  );
}

const tf = asInNotebook(tfjs);
const bayesNotebooks = { ...library, ...inert, tf: asInNotebook(library.tf) };

const modules: Record<string, unknown> = {
  'bayes-notebooks': bayesNotebooks,
  '@tensorflow/tfjs': tf,
  '@tensorflow/tfjs-node': tf,
  '@tensorflow/tfjs-node-gpu': tf,
  '@tensorflow/tfjs-core': tf,
  '@tensorflow/tfjs-layers': tf,
  '@tensorflow/tfjs-backend-cpu': tf,
  '@tensorflow/tfjs-backend-wasm': tf,
  assert,
  events,
  perf_hooks: { performance },
  util,
};

/** @throws {Error} for every other module, with the names of those that there are */
export function requireForSubmission(name: string): unknown {
  const plain = String(name).replace(/^node:/, '');
  if (Object.hasOwn(modules, plain)) return modules[plain];
  if (/(?:^|\/)dist(?:\/lib)?(?:\/index(?:\.js)?)?\/?$/.test(plain)) return bayesNotebooks;
  throw new Error(
    `Cannot load '${plain}': an answer may use ${Object.keys(modules).slice(0, 2).join(', ')} and its own code, nothing else`,
  );
}
