import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { TensorData } from '../../exercises/model-spec';
import { extractExercise } from '../../grader/extraction/extract-exercise';
import { noLayers } from '../../grader/sandbox/launch';
import { runCalls } from '../../grader/sandbox/run-calls';
import { openSandbox, type Sandbox } from '../../grader/sandbox/sandbox';
import { bayes, klCall } from './calls';
import { cellsFrom } from './notebook-of';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox(noLayers);
});
afterAll(() => sandbox.close());

const call = klCall([bayes('a', 2, 1)], 2);
const other = klCall([bayes('a', 2, 2)], 2);

/** The numbers that an answer returns for two checks, the first with two calls on equal inputs. */
async function drawn(source: string, { seed = '7', apart = false } = {}): Promise<number[]> {
  const cells = cellsFrom(["import { tf, randomNormal, BayesLinear } from 'bayes-notebooks';", source]);
  const extracted = extractExercise(cells, { id: 'exercise-1', functionName: 'klLoss' });
  const outcomes = await runCalls(extracted, [[call, call], [other]], { sandbox, seed }, { apart });
  return outcomes.flat().map((outcome) => {
    if (outcome.kind !== 'value') throw new Error(JSON.stringify(outcome));
    return (outcome.value as TensorData).values[0] as number;
  });
}

/** An answer that returns this number, made less than 2^24 so that float32 keeps it apart from its neighbours. */
const returning = (number: string) => `function klLoss(model) { return tf.scalar(${number}); }`;
const text = (from: string) =>
  `[...String(${from})].reduce((sum, x) => (sum * 31 + x.charCodeAt(0)) % 9999991, 7)`;

describe('what an answer draws', () => {
  test.each<[string, string]>([
    ['Math.random', returning('Math.random()')],
    ['crypto.getRandomValues', returning('crypto.getRandomValues(new Uint32Array(2))[1] >>> 8')],
    ['crypto.randomUUID', returning(text('crypto.randomUUID()'))],
    ['tf.randomNormal', 'function klLoss(model) { return tf.randomNormal([]); }'],
    ['tf.randomUniform', 'function klLoss(model) { return tf.randomUniform([3]).sum(); }'],
    ['tf.truncatedNormal', 'function klLoss(model) { return tf.truncatedNormal([3]).sum(); }'],
    ['tf.dropout', 'function klLoss(model) { return tf.dropout(tf.range(0, 90), 0.5).sum(); }'],
    ['tf.multinomial', 'function klLoss(model) { return tf.multinomial(tf.ones([1000]).log(), 3).sum(); }'],
    [
      'an initializer',
      'function klLoss(model) { return tf.layers.dense({ units: 1, inputDim: 1 }).apply(tf.ones([1, 1])).sum(); }',
    ],
    ['randomNormal of the library', 'function klLoss(model) { return randomNormal([]); }'],
    ['a BayesLinear layer', 'function klLoss(model) { return model.apply(tf.ones([1, 2])).sum(); }'],
    ['Date.now', returning('Date.now() % 1e7')],
    ['new Date', returning('new Date().getTime() % 1e7')],
    ['Date as a function', returning(text('Date()'))],
    ['a date’s own constructor', returning('+new (new Date(0).constructor)() % 1e7')],
    ['performance.now', returning('performance.now() % 1e7')],
    [
      'performance.now of perf_hooks',
      `import { performance as clock } from 'perf_hooks';\n${returning('clock.now() % 1e7')}`,
    ],
    ['performance.mark', returning("performance.mark('x').startTime % 1e7")],
    ['process.hrtime', returning('process.hrtime()[0] % 1e7')],
    ['process.hrtime.bigint', returning('Number(process.hrtime.bigint() / 1000000n) % 1e7')],
    ['process.uptime', returning('process.uptime()')],
    ['process.cpuUsage', returning('(process.cpuUsage().user / 1000) % 1e7')],
    [
      'what was drawn while it was loaded',
      `const noise = Math.random();\nlet calls = 0;\n${returning('Math.random() + noise')}`,
    ],
  ])('%s: the same again in other children, another in each call', async (_, source) => {
    const first = await drawn(source);
    expect(new Set(first).size).toBe(3);
    expect(await drawn(source, { apart: true })).toEqual(first);
  });

  test('hangs on the batch’s seed, so that no answer knows beforehand what it will draw', async () => {
    const source = returning('Math.random()');
    expect(await drawn(source, { seed: '8' })).not.toEqual(await drawn(source));
  });

  test('is another for another answer', async () => {
    expect(await drawn(returning('Math.random() + 0'))).not.toEqual(await drawn(returning('Math.random()')));
  });

  test('is evenly spread', async () => {
    const source = `function klLoss(model) {
      const counts = new Array(10).fill(0);
      for (let i = 0; i < 10000; i++) counts[Math.floor(10 * Math.random())]++;
      return tf.scalar(counts.reduce((sum, n) => sum + (n - 1000) ** 2 / 1000, 0));
    }`;
    // Chi squared with 9 degrees of freedom: above 27.9 once in a thousand.
    for (const chiSquared of await drawn(source)) expect(chiSquared).toBeLessThan(27.9);
  });

  test('what a process tells of its memory is always the same', async () => {
    const memory = await drawn(returning('process.memoryUsage().heapUsed / 1024'));
    expect(new Set(memory).size).toBe(1);
  });
});

describe('clocks in a child', () => {
  test('go on, so that what waits for a time to pass gets there', async () => {
    const source = `function klLoss(model) {
      const began = Date.now();
      while (Date.now() - began < 5000) {}
      const later = performance.now();
      while (performance.now() < later + 5000) {}
      return tf.scalar(1);
    }`;
    expect(await drawn(source)).toEqual([1, 1, 1]);
  });

  test('make dates of what is given as ever', async () => {
    const source = `class Day extends Date { next() { return new Day(this.getTime() + 864e5); } }
      function klLoss(model) {
        const now = new Date();
        const right = now instanceof Date && new Day(0).next() instanceof Day && new Date(2026, 1, 3).getDate() === 3
          && Date.UTC(1970, 0, 2) === 864e5 && new Date().getFullYear() === 2026 && typeof Date() === 'string'
          && crypto.getRandomValues(new Uint8Array(4)).length === 4
          && /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID());
        return tf.scalar(right ? 1 : 0);
      }`;
    expect(await drawn(source)).toEqual([1, 1, 1]);
  });
});
