import { afterAll, beforeAll, expect, it } from 'vitest';
import { KernelClient } from '../../runner/kernel-client';
import { printed, runCell } from './run-cell';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

const setup = `
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { BayesLinear, LiveFigure, plotPredictions, tf } from 'bayes-notebooks';
await tf.ready();
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const model = tf.sequential({ layers: [new BayesLinear({ units: 1, inputDim: 1 })] });
const x = Array.from({ length: 500 }, (_, i) => -3 + i / 83);
const prediction = plotPredictions(model, { x, y: x.map(Math.sin) });`;

/** One live figure as the lecture has it, drawn twenty times. */
const figure = `
const live = new LiveFigure({ steps: 10 });
for (let step = 0; step < 10; step++) {
  live.record(step, 1 / (step + 1));
  live.setPrediction(prediction);
}`;

const memoryUsage = `
collect();
await new Promise(setImmediate);
collect();
console.log(JSON.stringify({ ...process.memoryUsage(), tensors: tf.memory().numTensors }));`;

interface Memory {
  heapUsed: number;
  external: number;
  rss: number;
  tensors: number;
}

it('keeps its memory over a hundred live figures', async () => {
  await runCell(kernel, setup);
  let redraws = 0;
  let bundle = 0;
  const draw = async (times: number): Promise<void> => {
    for (let k = 0; k < times; k++) {
      // Not kept here, so that what grows is the kernel's.
      const reply = await kernel.execute(figure, {
        onMessage: ({ header, content }) => {
          if (header.msg_type !== 'update_display_data') return;
          redraws += 1;
          bundle = JSON.stringify(content.data).length;
        },
      });
      expect(reply.status).toBe('ok');
    }
  };
  const measure = async (): Promise<Memory> => JSON.parse(printed(await runCell(kernel, memoryUsage)));
  await draw(50); // until everything that is made once is made
  redraws = 0;
  const measured = [await measure()];
  for (let quarter = 0; quarter < 4; quarter++) {
    await draw(25);
    measured.push(await measure());
  }
  const [before, after] = [measured[0] as Memory, measured.at(-1) as Memory];
  expect(redraws).toBeGreaterThan(100 * 10);
  expect(after.tensors).toBe(before.tensors);
  // A figure that is kept costs at least its text. Half of that for each of the hundred is granted to what the kernel
  // keeps of a cell by intention: its text and its source map, for the errors of functions that it defines.
  expect(after.heapUsed + after.external - before.heapUsed - before.external).toBeLessThan(
    100 * (bundle / 2),
  );
  // Of what the heap gives back the allocator keeps a part, which grows by leaps and then stays. A bundle kept at each
  // redraw would show in every quarter: half of that is granted to the quarter that grew least.
  const growth = measured.slice(1).map(({ rss }, quarter) => rss - (measured[quarter] as Memory).rss);
  expect(Math.min(...growth)).toBeLessThan(((redraws / 4) * bundle) / 2);
});
