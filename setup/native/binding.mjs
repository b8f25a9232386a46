import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { isWithin } from '../access/others-reach.mjs';
import { runProgram } from '../programs/run-program.mjs';
import { inProject, root } from '../project-paths.mjs';

/** Where @tensorflow/tfjs-node looks for its binding: N-API 8, so one file serves every Node. */
export const bindingPath = inProject(
  'node_modules',
  '@tensorflow',
  'tfjs-node',
  'lib',
  'napi-v8',
  'tfjs_binding.node',
);

/** Defines what Node 23 and later took away, loads the library, and multiplies two matrices on it. */
const trial = `
const util = require('node:util');
util.isNullOrUndefined ??= (value) => value === null || value === undefined;
util.isArray ??= Array.isArray;
const tf = require('@tensorflow/tfjs-node');
const product = tf.matMul(tf.tensor2d([[1, 2], [3, 4]]), tf.tensor2d([[5], [6]])).dataSync();
if (tf.getBackend() !== 'tensorflow' || product[0] !== 17 || product[1] !== 39) throw new Error('wrong product: ' + product);
`;

/**
 * @param {{ log?: string, onChild?: (pid: number | undefined) => void }} [options]
 * @returns {Promise<boolean>} whether native TensorFlow computes, tried in a process of its own
 */
export async function bindingWorks({ log, onChild } = {}) {
  if (!existsSync(bindingPath)) return false;
  const command = [process.execPath, '-e', trial];
  return (
    (await runProgram(command, { log, onChild, env: { TF_CPP_MIN_LOG_LEVEL: '3' }, limitSeconds: 120 }))
      .code === 0
  );
}

/** @param {string} binding outside node_modules, where `npm ci` cannot remove it; one in the project moves with it */
export function linkBinding(binding) {
  mkdirSync(dirname(bindingPath), { recursive: true });
  rmSync(bindingPath, { force: true });
  const target = isWithin(root, binding) ? relative(dirname(bindingPath), binding) : binding;
  symlinkSync(target, bindingPath);
}
