import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import * as library from '../../lib';
import { docstringExamples } from './code-examples';

const { BayesLinear, loadIris, tf } = library;

/** The names that an example takes for granted, as a reader of the lecture has them. */
function givenTo(file: string): Record<string, unknown> {
  const model = tf.sequential({
    layers: [new BayesLinear({ units: 3, inputDim: 1 }), new BayesLinear({ units: 1, inputDim: 3 })],
  });
  const iris = loadIris();
  const dense = tf.sequential({ layers: [tf.layers.dense({ units: 3, inputDim: 4 })] });
  if (file === 'lib/display/iris-draw-plots.ts')
    return { xTest: tf.tensor2d(iris.x), yTest: iris.y, model: dense };
  const [xReg, yReg] = [
    [-1, 0, 1],
    [-0.84, 0, 0.84],
  ];
  return { model, bayesian: model, xReg, yReg, x: xReg, y: yReg, train: () => 1, klLoss: () => tf.scalar(0) };
}

/** Runs an example as a cell of a notebook that has imported the library. */
async function run(example: string, given: Record<string, unknown>): Promise<void> {
  const names = Object.fromEntries(
    Object.entries({ ...library, ...given }).filter(
      ([name]) => !new RegExp(`const ${name}\\b`).test(example),
    ),
  );
  const { outputText } = ts.transpileModule(`async function cell() {${example}\n}`, {
    compilerOptions: { target: ts.ScriptTarget.ES2022 },
  });
  await new Function(...Object.keys(names), `${outputText}\nreturn cell();`)(...Object.values(names));
}

const numbersIn = (words = ''): number[] => (words.match(/-?\d+\.\d+/g) ?? []).map(Number);

describe('the examples of the docstrings run, and print the numbers beside them:', () => {
  let printed = '';
  let backend: library.Backend;
  beforeAll(async () => {
    await tf.ready();
    backend = tf.getBackend() as library.Backend;
    vi.spyOn(console, 'log').mockImplementation((...words: unknown[]) => {
      printed += `${words.join(' ')}\n`;
    });
  });
  // Examples choose a language and a backend, which the next file of this process must not inherit.
  afterAll(async () => {
    vi.restoreAllMocks();
    library.setLanguage('pl');
    await library.useBackend(backend);
  });

  const examples = docstringExamples().map(({ file, code }) => ({ file, example: code }));

  test('every function that the library exports has one', () => {
    const functions = Object.entries(library).filter(([, value]) => typeof value === 'function');
    const words = examples.map(({ example }) => example).join('\n');
    expect(functions.map(([name]) => name).filter((name) => !words.includes(`${name}(`))).toEqual([]);
  });

  test.each(examples)('$file: $example', async ({ file, example }) => {
    printed = '';
    await run(example, givenTo(file));
    const promised = [...example.matchAll(/\.print\(\); \/\/ (.*?)(, as|$)/gm)].flatMap(([, words]) =>
      numbersIn(words),
    );
    if (promised.length === 0) return;
    expect(numbersIn(printed)).toHaveLength(promised.length);
    numbersIn(printed).forEach((number, i) => expect(number).toBeCloseTo(promised[i] as number, 5));
  });
});
