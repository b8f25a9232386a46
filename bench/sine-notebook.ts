import { type Notebook, type NotebookCell, textOf } from '../wire/notebook';

/** Steps that V8 compiles in before any is timed. */
const warmSteps = 4000;
const rounds = 9;

/** The README's net, trained by its own words. */
const net = `import { adam, BayesLinear, forward, randomNormal, setSeed, tf } from 'bayes-notebooks';
await tf.ready();
setSeed(42);
const x = tf.linspace(-3, 3, 500).expandDims(1);
const y = tf.add(tf.sin(x), tf.mul(0.1, randomNormal([500, 1])));
const hidden = new BayesLinear({ units: 100, inputDim: 1, priorSigma: 0.5, initialSigma: 0.05 });
const output = new BayesLinear({ units: 1, inputDim: 100, priorSigma: 0.5, initialSigma: 0.05 });
const net = tf.sequential({ layers: [hidden, tf.layers.reLU(), output] });
const optimizer = adam(0.01);
const train = (steps: number) => {
  for (let step = 0; step < steps; step++) {
    optimizer.minimize(() => {
      const mse = tf.losses.meanSquaredError(y, forward(net, x));
      const kl = tf.add(hidden.klLoss(), output.klLoss());
      return tf.add(mse, tf.mul((2 * 0.1 ** 2) / 500, kl));
    });
  }
};`;

const timing = `train(${warmSteps});
const times: number[] = [];
for (let round = 0; round < ${rounds}; round++) {
  const began = performance.now();
  train(1000);
  times.push(performance.now() - began);
}
console.log(JSON.stringify(times));`;

/** A notebook that trains the sine net and prints how many milliseconds each 1,000 warm steps took. */
export const sineNotebook: Notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {
    kernelspec: { name: 'bayes-tslab', display_name: 'TypeScript (bayes-notebooks)', language: 'typescript' },
    language_info: { name: 'typescript' },
  },
  cells: [net, timing].map(
    (source, index): NotebookCell => ({
      id: `sine-${index}`,
      cell_type: 'code',
      metadata: {},
      source,
      execution_count: null,
      outputs: [],
    }),
  ),
};

/**
 * What it printed.
 *
 * @throws {Error} where it was not run to its end
 */
export function printedTimes({ cells }: Notebook): number[] {
  const [output] = cells.at(-1)?.outputs ?? [];
  if (output?.output_type !== 'stream')
    throw new Error('Cannot read the times: the last cell must have printed them, got nothing');
  return JSON.parse(textOf(output.text));
}
