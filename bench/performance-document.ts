import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { addFigureImages } from '../generator/figure-images';
import { setLanguage } from '../lib';
import { type Figure, figureBundle } from '../lib/figures/figure';
import type { Notebook } from '../runner/notebook';
import type { Comparison } from './compare';
import type { BackendTime } from './compare-backends';
import { ratioFigure, sweepFigure } from './performance-figures';
import type { SweepPoint } from './sweep';
import { spreadText } from './table';

/** All that one run of the bench has measured. */
export interface BenchReport {
  machine: string;
  comparisons: Comparison[];
  backends: BackendTime[];
  sweep: SweepPoint[];
  import: { ours: { median: number }; theirs?: { median: number } };
}

const FOLDER = join(__dirname, '..', '..', 'docs');

/** Writes docs/performance.md and its pictures. */
export async function writePerformanceDocument(report: BenchReport): Promise<void> {
  setLanguage('en');
  const figures = {
    ratios: ratioFigure(report.comparisons),
    width: sweepFigure(report.sweep, 'width'),
    batch: sweepFigure(report.sweep, 'batch'),
  };
  mkdirSync(join(FOLDER, 'performance'), { recursive: true });
  for (const [name, image] of Object.entries(await pictures(figures))) {
    writeFileSync(join(FOLDER, 'performance', `${name}.png`), Buffer.from(image, 'base64'));
  }
  writeFileSync(join(FOLDER, 'performance.md'), document(report));
}

/** The figures as PNG, base64, by the renderer of the notebooks' pictures. */
async function pictures(figures: Record<string, Figure>): Promise<Record<string, string>> {
  const notebook: Notebook = {
    nbformat: 4,
    nbformat_minor: 5,
    metadata: {},
    cells: Object.entries(figures).map(([id, figure]) => ({
      id,
      cell_type: 'code',
      metadata: {},
      source: '',
      outputs: [{ output_type: 'display_data', data: figureBundle(figure), metadata: {} }],
    })),
  };
  const { cells } = await addFigureImages(notebook);
  return Object.fromEntries(
    cells.map(({ id, outputs }) => {
      const [output] = outputs ?? [];
      const data = output && 'data' in output ? output.data : {};
      return [id, String(data['image/png'])];
    }),
  );
}

function document({ machine, comparisons, backends, sweep, import: imported }: BenchReport): string {
  const comparisonRows = comparisons.map(({ figure, peer, ours, theirs, ratio, target }) => [
    figure,
    peer,
    spreadText(ours),
    spreadText(theirs),
    `**${ratio.toFixed(2)} x**`,
    target === undefined ? '' : `${target} x, ${ratio <= target ? 'reached' : 'missed'}`,
  ]);
  const backendRows = backends.map(({ figure, backend, time, timesBest }) => [
    figure,
    backend,
    spreadText(time),
    `${timesBest.toFixed(2)} x`,
  ]);
  const ms = (time?: number) => (time === undefined ? '' : (time / 1000).toPrecision(3));
  const sweepRows = sweep.map(({ along, value, wasm, tensorflow, pytorch }) => [
    `${along} ${value}`,
    ms(wasm),
    ms(tensorflow),
    ms(pytorch),
  ]);
  const other = imported.theirs;
  const importRatio = other ? (imported.ours.median / other.median).toFixed(2) : undefined;
  return `# Performance

This file is written by \`npm run bench -- --docs\`; do not edit it. Machine: ${machine}. The machine was shared while
this ran, so the times are rough; the ratios, taken in turns within one run and on one thread each, are what counts.

## Beside PyTorch, JAX and C

\`npm run bench\` (\`-- --only sine\` and so on for one row). Each time is a median with the middle half. Before timing,
loss, KL and gradients have to agree with PyTorch to 1e-5 for the same weights and noise. *sine*: one training step of
1-100-1 on 500 points; *iris*: of 4-100-3 on 112 flowers; *predictions*: ten sampled predictions at 700 points; *large*:
one step of 784-512-512-10 with 256 pictures, on native TensorFlow. Steps are written as the lecture writes them: a
model of layers, a loss, \`optimizer.minimize\`.

${markdown(['work', 'beside', 'ours', 'theirs', 'ours / theirs', 'target'], comparisonRows)}

![Bars: our time over each peer's, with targets](performance/ratios.png)

Importing the library in a fresh kernel, with tslab's type check (\`npm run bench -- --only import\`):
${imported.ours.median.toFixed(2)} s${other ? `, importing torch in Python ${other.median.toFixed(2)} s: ${importRatio} x, target 1 x` : ''}.

## Which backend

\`npm run bench -- --only backends\`. \`tf.ready()\` chooses WebAssembly; \`await useBackend('auto', model)\` moves to native
TensorFlow from a million numbers on; \`BAYES_BACKEND\` overrides both.

${markdown(['work', 'backend', 'time', 'times the best'], backendRows)}

## Step time against width and batch size

\`npm run bench -- --only sweep\`. Medians in ms; 1-width-width-1 on 200 points, and 1-100-1 against the batch.

${markdown(['size', 'WebAssembly, fused', 'native TensorFlow', 'PyTorch eager'], sweepRows)}

![Step time against width](performance/width.png)

![Step time against batch size](performance/batch.png)

## What makes it fast

On small nets a step is mostly dispatch: plain operations make some 500 kernel calls of it. \`lib/fused/\` holds what
replaces them, each file with its formula and its gradient's derivation:

| file | what it is |
| --- | --- |
| \`sampled-dense.ts\` | drawing the weights, product and bias in one kernel, all its gradients in two |
| \`layer-kl.ts\` | the KL of all weights and biases of a layer in one kernel, its gradients in one |
| \`adam.ts\` | Adam over all variables in one call |
| \`relu-gradient.ts\` | relu's gradient in one pass in place of three |
| \`bulk-normals.ts\` | NumPy's normal numbers in bulk, bit for bit, five times as fast as the loop in JavaScript |
| \`native-adam.ts\`, \`native-layer-kl.ts\` | Adam and the KL for native TensorFlow |

The inner loops (\`assembly/\`) are AssemblyScript, compiled to WebAssembly SIMD when the project is built. They run in the
memory of TensorFlow.js' own WebAssembly backend, so nothing is copied. \`BAYES_FUSED=0\` switches all of it off; then, and
on the backend \`cpu\`, the plain operations of \`lib/bayes-linear.ts\` and \`lib/gaussian-kl.ts\` run.

Second derivatives work: under a nested tape the gradients are made of plain operations. A loss that changes the weights
of a layer it has just used gets an error from the fused gradient.
`;
}

function markdown(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
