import type { BenchReport } from './bench-report';
import { mostTimesBest } from './compare-backends';
import { numStudents } from './python-graders';
import { benchRows, verdict } from './rows';
import { agreementRows, mostApart } from './seed-agreement';
import { siteRows } from './site-figures';
import { toleranceMib } from './steady-training';
import { spreadText } from './table';

/** The text of docs/performance.md. */
export function performanceText(report: BenchReport): string {
  return [
    head(report),
    targets(report),
    lecture(report),
    grading(report),
    site(report),
    torchbnn(report),
    steady(report),
    backends(report),
    sweep(report),
    whatMakesItFast,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

const head = ({ date, machine, versions, backend }: BenchReport) => `# Performance

This file is written by \`npm run bench -- --docs\`; do not edit it. Measured on ${date}: ${machine}; ${versions}; default
backend ${backend}. The ratios, taken in turns within one run and on one thread each where nothing else is said, are what counts:
times are rough wherever something else runs on the machine meanwhile.`;

function targets({ comparisons }: BenchReport): string {
  const rows = comparisons.map(({ row, peer, ours, theirs, ratio, ...targets }) => [
    row,
    peer,
    spreadText(ours),
    theirs ? spreadText(theirs) : '',
    theirs ? `**${ratio.toFixed(2)} x**` : '',
    verdict(ratio, { name: peer, ...targets }),
  ]);
  return `## Beside Python and C

\`npm run bench\` (\`-- --only sine\` and so on for one row). Each time is a median with the middle half; "ours / theirs"
is the median over rounds of one round's ratio. Before timing, loss, KL, gradients and predictions have to agree with
PyTorch to 1e-5 for the same weights and noise. Steps are written as the README writes them: a model of layers, a loss,
\`optimizer.minimize\`. *C, fused by hand* (bench/sine-step.c) is about what one core can do: its ratio is our
distance from it.

${markdown(['work', 'beside', 'ours', 'theirs', 'ours / theirs', 'target'], rows)}

${Object.values(benchRows)
  .filter(({ name }) => comparisons.some(({ row }) => row === name))
  .map(({ name, title }) => `- *${name}*: ${title}`)
  .join('\n')}

![Bars: our time over each peer's, with targets](performance/ratios.png)`;
}

function lecture({ lecture: measured }: BenchReport): string {
  if (!measured) return '';
  const { work, cpu, runner, slowest } = measured;
  const seconds = (micro: number) => `${(micro / 1e6).toFixed(1)} s`;
  return `## The whole lecture

\`npm run bench -- --only lecture\`. bench/lecture.py is the mended lecture in Python, with PyTorch and plotly, cell by
cell what the solved notebook does. A counting run of both comes first and has to agree: ${work.steps} training steps and
${work.draws} draws of a layer's noise in all, and in every cell the same figures, ${work.figures} of them, tables, ${work.tables}
with ${work.entries} entries, and printed lines, ${work.lines}, with ${work.values} numbers. The sine is trained twice until its
spread has settled, and when that is hangs on the random numbers: ours took ${work.sineSteps} steps each time, and the Python
lecture looks at the same rule but stops at our number. All runs are under the same client, nbclient, in a fresh kernel
each. The row *the same figures* is that counting run: the live figure is redrawn ${work.redraws} times on both sides. In the
row *live figure drawn once* it is drawn at the end of the Python training alone, while ours is redrawn as ever: the
harder comparison.

| | ours | Python |
| --- | --- | --- |
| processor time of a run, kernel's end included | ${seconds(cpu.ours)} | ${seconds(cpu.theirs)} |
| by \`npm run execute\`, without Python | ${seconds(runner.median)} | |

Our slowest cells: ${slowest.map((cell) => `\`${cell.id}\` ${cell.seconds.toFixed(1)} s`).join(', ')}.`;
}

function grading({ grading: measured }: BenchReport): string {
  if (!measured) return '';
  const { sandbox, classes, nbgrader, otter } = measured;
  const rows = [
    ...classes.map(({ submissions, jobs, seconds }) => [
      jobs === undefined ? 'this project' : `this project, ${jobs} at a time`,
      submissions,
      seconds,
    ]),
    ...nbgrader.map(({ submissions, seconds }) => ['nbgrader', submissions, seconds]),
    ...(otter === undefined ? [] : [['otter-grader', 1, otter]]),
  ].map(([who, size, seconds]) => [`${who}`, `${size}`, `${(seconds as number).toFixed(1)} s`]);
  return `## Grading

\`npm run bench -- --only grading\`. Distinct right answers to both exercises, nothing in the cache, the sandbox on
(${sandbox.join(', ')}); every grader has to give full marks. nbgrader and otter-grader grade the Python lecture, cut down to
the cells that mirror the original's. *Of a class* is what one more submission costs, start-up paid; it is what the target
is about. nbgrader's comes from classes of 1 and ${numStudents}; otter-grader has no command for a class outside containers, so
each of its submissions costs a run. *Alone* is one command for one submission.

${markdown(['grader', 'submissions', 'time'], rows)}

![Grading time against class size](performance/grading.png)`;
}

function site({ site: measured }: BenchReport): string {
  if (!measured) return '';
  const { times, biggest, browser } = measured;
  return `## The lecture in a browser

\`npm run bench -- --only site\` builds the site, serves it compressed by gzip below a path, and opens it in ${browser}. A
visit is the page, the solved lecture run in it, and what the service worker keeps for reading it offline; every byte of
every answer's body counts, at a first visit most of ${biggest.map(({ path, mb }) => `\`${path}\` (${mb.toFixed(2)} MB)`).join(', ')}.
Times are taken in turns with \`npm run execute\`, in a fresh kernel each: the lecture took
${times.lecture.tab.median.toFixed(1)} s in the tab and ${times.lecture.node.median.toFixed(1)} s there; 1,000 steps of the README's net, once
warm, ${times.steps.tab.median.toFixed(0)} and ${times.steps.node.median.toFixed(0)} ms. Memory is read from /proc after the run.

${markdown(['what', 'measured', 'target'], siteRows(measured))}`;
}

function torchbnn({ torchbnn: all }: BenchReport): string {
  if (!all) return '';
  const [head = [], ...rows] = agreementRows(all);
  return `## The same statistics as torchbnn

\`npm run bench -- --only torchbnn\`, which ends with exit status 1 where two means are more than ${mostApart} standard errors apart.
The lecture's two nets on the same data, trained from 20 seeds on each side: the sine for 1,000 steps with the falling
KL weight, the irises as they are measured for 500 with the weight 0.01. Of each trained net 100 functions are sampled.

${markdown(head, rows)}`;
}

function steady({ steady: runs }: BenchReport): string {
  if (!runs) return '';
  const rows = runs.flatMap(({ network, samples, flat }) =>
    samples
      .filter((_, i) => (i + 1) % 4 === 0)
      .map(({ steps, tensors, rss }, i, some) => [
        network,
        `${steps}`,
        `${tensors}`,
        `${rss.toFixed(0)} MiB`,
        i === some.length - 1 ? (flat ? 'flat' : '**not flat**') : '',
      ]),
  );
  return `## Tensors and memory over 100,000 steps

\`npm run bench -- --only steady\`, which ends with exit status 1 where the number of tensors changes, or resident memory
grows by more than ${toleranceMib} MiB once it has settled.

${markdown(['net', 'steps', 'tensors', 'resident', ''], rows)}`;
}

function backends({ backends: times }: BenchReport): string {
  if (!times) return '';
  const rows = times.map(({ row, backend, time, timesBest }) => [
    row,
    backend,
    spreadText(time),
    `${timesBest.toFixed(2)} x`,
  ]);
  return `## Which backend

\`npm run bench -- --only backends\`; \`npm run doctor\` measures the lecture's two nets anew. \`tf.ready()\` chooses
WebAssembly, which has to be at most ${mostTimesBest} x the best on the lecture's nets; \`await useBackend('auto', model)\` moves to
native TensorFlow from a million numbers on; \`BAYES_BACKEND\` overrides both.

${markdown(['work', 'backend', 'time', 'times the best'], rows)}`;
}

function sweep({ sweep: points }: BenchReport): string {
  if (!points) return '';
  const ms = (time?: number) => (time === undefined ? '' : (time / 1000).toPrecision(3));
  const rows = points.map(({ along, value, wasm, tensorflow, pytorch }) => [
    `${along} ${value}`,
    ms(wasm),
    ms(tensorflow),
    ms(pytorch),
  ]);
  return `## Step time against width and batch size

\`npm run bench -- --only sweep\`. Medians in ms; 1-width-width-1 on 200 points, and 1-100-1 against the batch.

${markdown(['size', 'WebAssembly, fused', 'native TensorFlow', 'PyTorch eager'], rows)}

![Step time against width](performance/width.png)

![Step time against batch size](performance/batch.png)`;
}

const whatMakesItFast = `## What makes it fast

On small nets a step is mostly dispatch: plain operations make some 500 kernel calls of it. \`lib/fused/\` holds what
replaces them, each file with its formula and its gradient's derivation:

| file | what it is |
| --- | --- |
| \`sampled-chain.ts\` | a net in \`forward\`, or one layer: drawing the weights, products, biases and relus in one kernel, its gradients in one |
| \`dense-chain.ts\` | a whole net at sampled weights in one kernel, a few rows at a time: what \`predictWith\` runs outside of gradients |
| \`sampled-weights.ts\` | one sample of a layer in one kernel: what \`sampleWeights\` runs |
| \`layer-kl.ts\` | the KL of all weights and biases of a layer in one kernel, its gradients in one |
| \`losses.ts\` | mean squared error and softmax cross-entropy in one kernel each, in place of 10 and 35 |
| \`relu-gradient.ts\` | relu's gradient in one pass in place of three |
| \`variable-gradients.ts\` | the gradient by all variables in one walk over the tape, where TensorFlow.js makes four, and tensors kept for it without an operation each |
| \`scalar-slopes.ts\` | the slopes of the last few operations of a loss as numbers, in place of a kernel each |
| \`sums.ts\` | the slopes of all variables that have two uses added in one call, in place of one each |
| \`adam.ts\` | Adam over all variables in one call |
| \`bulk-normals.ts\` | NumPy's normal numbers in bulk, bit for bit, some four times as fast as the loop in JavaScript |
| \`native-adam.ts\`, \`native-layer-kl.ts\` | Adam and the KL for native TensorFlow |

The inner loops (\`assembly/\`) are AssemblyScript, compiled to WebAssembly SIMD when the project is built. They run in the
memory of TensorFlow.js' own WebAssembly backend, so nothing is copied. \`BAYES_FUSED=0\` switches all of it off; then, and
on the backend \`cpu\`, the plain operations of \`lib/bayes-linear.ts\` and \`lib/gaussian-kl.ts\` run.

Second derivatives work: under a nested tape the gradients are made of plain operations. A loss that changes the weights
of a layer it has just used gets an error from the fused gradient.
`;

function markdown(head: string[], rows: string[][]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}
