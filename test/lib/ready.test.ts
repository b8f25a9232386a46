import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(__dirname, '../..');

/** Runs a script in a process of its own, where nothing is settled yet; gives back all that it printed, also on stderr. */
function run(script: string, env: Record<string, string> = {}): string {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['-e', `const { tf, BayesLinear } = require('bayes-notebooks');${script}`],
    { cwd: root, env: { ...process.env, ...env }, encoding: 'utf8' },
  );
  return (stderr + stdout).trim();
}

const catching = (code: string) =>
  `try { ${code} } catch (error) { console.log(error.name + ': ' + error.message) }`;

describe('tf.ready()', () => {
  test('an operation before it says which line to add', () => {
    const sentence =
      'Error: Cannot run a TensorFlow.js operation yet: add the line `await tf.ready();` before it, in the first cell';
    expect(run(catching('tf.add(1, 2)'))).toBe(sentence);
    expect(run(catching('tf.zeros([2])'))).toBe(sentence);
    expect(run(catching('new BayesLinear({ units: 1, inputDim: 1 })'))).toBe(sentence);
  });

  test('settles one backend, the one that BAYES_BACKEND asks for, and prints nothing', () => {
    const backend = process.env.BAYES_BACKEND!;
    const script =
      'tf.ready().then(() => tf.ready()).then(() => { tf.ones([2]).dataSync(); console.log(tf.getBackend()) })';
    expect(run(script)).toBe(backend);
  });

  test('rejects an unknown backend', () => {
    const script = 'tf.ready().catch((error) => console.log(error.name + ": " + error.message))';
    expect(run(script, { BAYES_BACKEND: 'webgpu' })).toBe(
      'RangeError: Cannot choose a backend: BAYES_BACKEND must be one of tensorflow, wasm, cpu, got webgpu',
    );
  });
});
