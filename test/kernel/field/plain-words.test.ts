import { stripVTControlCharacters } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KernelClient } from '../../../runner/kernel-client';
import { type CellRun, runCell } from '../run-cell';
import { runCells, seen } from './seen';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

/** The error of a cell as lines, which are to be one sentence, with the place that it speaks of at most. */
function sentence(run: CellRun): string {
  expect(run.reply.status).toBe('error');
  const lines = stripVTControlCharacters((run.reply.traceback as string[]).join('\n')).split('\n');
  expect(lines.length).toBeLessThanOrEqual(3);
  expect((lines.join('\n').match(/Error: /g) ?? []).length).toBeLessThanOrEqual(1);
  return `${run.reply.evalue}`;
}

describe('who comes from Python is told in one sentence what TypeScript writes', () => {
  it.each([
    ['print(1)', /console\.log/],
    ["print('a', 2)", /console\.log/],
    ['x = 1\nprint(x)', /console\.log|const|let/],
    ['!ls', /execSync|child_process|terminal/i],
    ['!pip install numpy', /npm install|execSync|terminal/i],
    ['pip install numpy', /npm install/],
    ['%pip install numpy', /npm install|%pip/],
    ['%time f()', /console\.time|%time/],
    ['%timeit f()', /console\.time|%timeit/],
    ['%matplotlib inline', /magics/],
    ['%%bash\nls', /execSync|child_process|%%bash|terminal/i],
    ['%%time\nlet s = 0;', /console\.time|%%time/],
    ['# comment', /\/\//],
    ['# a comment\nconst x = 1;', /\/\//],
    ['const y = 1; # why', /\/\//],
    ['import numpy as np', /import /],
    ['from math import sqrt', /import /],
    ['from bayes_notebooks import *', /import /],
    ['def f(x):\n    return x', /function/],
    ['def g(x: int) -> int:\n    return x + 1', /function/],
    ['lambda x: x + 1', /=>/],
    ['const f = lambda x: x', /=>/],
    ['None', /null|undefined/],
    ['const a = None;', /null|undefined/],
    ['const b = True;', /true/],
    ['const c = not true;', /!/],
    ['if (true and false) {}', /&&/],
    ['if (true or false) {}', /\|\|/],
    ['for x in [1, 2]:\n    print(x)', /for \(/],
    ['for i in range(3):\n    pass', /for \(/],
    ['while True:\n    break', /while \(|\{/],
    ['if x:\n    pass\nelif y:\n    pass', /else if|if \(/],
    ['try:\n    f()\nexcept ValueError:\n    pass', /catch/],
    ['with open("f") as f:\n    pass', /`with`/],
    ["const s = f'{x}'", /`/],
    ['fresh = 5', /const|let/],
    ['len([1, 2])', /\.length/],
    ['?tf', /Shift\+Tab|\?/],
    ['tf?', /Shift\+Tab|\?/],
    ['class A:\n    pass', /class|\{/],
    ['[x * 2 for x in xs]', /map/],
  ])('%j', async (code, said) => {
    expect(sentence(await runCell(kernel, code))).toMatch(said);
  });

  it.each<[string[], string]>([
    [['function print(x: number) { return x; }', 'print(1)'], '1'],
    [['const None = 5;', 'None'], '5'],
    [['const len = (x: unknown[]) => x.length;', 'len([1, 2])'], '2'],
    [['const text = `\n# no comment\n!ls\n%time`;\ntext.length'], '23'],
    [['class H { #x = 1; get() { return this.#x; } }\nnew H().get()'], '1'],
    [['let percent = 7;\npercent\n%4'], '3'],
    [['let no = false;\n!no'], 'true'],
    [["import { sep } from 'node:path';\nsep.length"], '1'],
    [['const and = 1, or = 2, not = 3;\nand + or + not'], '6'],
  ])('but %j, which is TypeScript, runs', async (cells, expected) => {
    expect(seen(await runCells(kernel, cells))).toBe(expected);
  });

  it('but an error of TypeScript beside it is told as ever', async () => {
    const run = await runCell(kernel, "const wrong: number = 'text';\nconsole.log('# no comment');");
    expect(run.reply.evalue).toContain("Type 'string' is not assignable to type 'number'");
  });
});

/** Cells of the lecture 01-bayesian-neural-networks, as its notebook has them. */
const middleCells: Record<string, [code: string, names: string[]]> = {
  'the data': [
    "const split = trainTestSplit(iris.x, iris.y, { testSize: 0.25, randomState: 42 });\nconst trainCm = tf.tensor2d(split.xTrain); // [112, 4]\nconst yTrain = tf.tensor1d(split.yTrain, 'int32'); // [112]\nconst standardise = (x: tf.Tensor2D) =>\n  tf.tidy(() => x.sub(2).div(tf.sqrt(3)) as tf.Tensor2D);",
    ['trainTestSplit', 'iris', 'tf'],
  ],
  'the network': [
    "function regularNetwork(): tf.Sequential {\n  const uniform = (seed: number) =>\n    tf.initializers.varianceScaling({ scale: 1 / 3, mode: 'fanIn', distribution: 'uniform', seed });\n  return tf.sequential({\n    layers: [\n      tf.layers.dense({ units: 100, inputDim: 4, kernelInitializer: uniform(1) }), // [N, 100]\n      tf.layers.reLU(), //                                                            [N, 100]\n    ],\n  });\n}\nconst regular = regularNetwork();",
    ['tf'],
  ],
  'the training': [
    'const crossEntropy = (logits: tf.Tensor) =>\n  tf.losses.softmaxCrossEntropy(oneHot, logits).asScalar(); // []\n\nconst accuracy = (scores: tf.Tensor) =>\n  tf.tidy(() => scores.argMax(1).equal(yTest).toFloat().mean().asScalar().arraySync());\n\nconst regularOptimizer = adam(0.01);\nfor (let step = 0; step < 5; step++) {\n  regularOptimizer.minimize(() => crossEntropy(regular.apply(xTrain) as tf.Tensor));\n}',
    ['tf', 'oneHot', 'yTest', 'adam', 'regular', 'xTrain'],
  ],
  'the self-check': ["await checkExercise('exercise-1', klLoss);", ['checkExercise', 'klLoss']],
  'the figure': ['irisDrawPlots(iris.x, iris.y, iris.x.map(byThresholds));', ['irisDrawPlots', 'iris']],
};

describe('a middle cell of the lecture on a fresh kernel', () => {
  it.each(Object.entries(middleCells))(
    '%s, says one sentence: what is missing, and to run the cells above',
    async (_, [code, names]) => {
      const fresh = await KernelClient.start({ cwd: __dirname });
      const told = sentence(await runCell(fresh, code));
      expect(told).toContain('Run All Above Selected Cell');
      for (const name of names) expect(told).toMatch(new RegExp(`\\b${name}\\b`));
      await fresh.shutdown();
    },
  );

  it('says it also where some cells were run, and not where the cell itself is wrong', async () => {
    const fresh = await KernelClient.start({ cwd: __dirname });
    await runCells(fresh, ["import { tf } from 'bayes-notebooks';\nawait tf.ready();"]);
    const told = sentence(await runCell(fresh, (middleCells['the training'] as [string, string[]])[0]));
    expect(told).toContain('Run All Above Selected Cell');
    expect(told).not.toMatch(/\btf\b/);
    const wrong = await runCell(fresh, "const n: number = 'text'; missing(n);");
    expect(wrong.reply.evalue).toContain("Type 'string' is not assignable to type 'number'");
    await fresh.shutdown();
  });

  it('runs once the cells above have run', async () => {
    const fresh = await KernelClient.start({ cwd: __dirname });
    await runCell(fresh, (middleCells['the network'] as [string, string[]])[0]);
    await runCells(fresh, [
      "import { tf } from 'bayes-notebooks';\nawait tf.ready();",
      (middleCells['the network'] as [string, string[]])[0],
    ]);
    expect(seen(await runCell(fresh, 'regular.layers.length'))).toBe('2');
    await fresh.shutdown();
  });
});
