import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Call, Outcome } from '../../exercises/call';
import type { TensorData } from '../../exercises/model-spec';
import { noLayers } from '../../grader/sandbox/launch';
import { defaultLimits } from '../../grader/sandbox/limits';
import type { RunOptions } from '../../grader/sandbox/run-calls';
import { openSandbox, Sandbox } from '../../grader/sandbox/sandbox';
import { GraderFault } from '../../grader/submission/grader-fault';
import { averageCall, bayes, klCall, meanKl, tensorData } from './calls';
import { runAnswer } from './run-answer';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox(noLayers);
});
afterAll(() => sandbox.close());

const runGroups = (
  source: string,
  groups: Call[][],
  functionName = 'klLoss',
  around = sandbox,
  options: RunOptions = {},
): Promise<Outcome[][]> => runAnswer(around, source, groups, functionName, options);

/** Each call as a check of its own. */
async function run(
  source: string,
  calls: Call[],
  functionName?: string,
  around?: Sandbox,
): Promise<Outcome[]> {
  const groups = calls.map((call) => [call]);
  return (await runGroups(source, groups, functionName, around)).flat();
}

const layers = [bayes('a', 3, 2), bayes('b', 2, 4)];
const klLoss = `function klLoss(model: tf.LayersModel): tf.Scalar {
  const layers = model.layers.filter((layer) => layer instanceof BayesLinear) as BayesLinear[];
  const sum = layers.map((layer) => layer.klLoss()).reduce((total, loss) => total.add(loss));
  return sum.div(layers.reduce((count, layer) => count + layer.countParams() / 2, 0));
}`;

function answerOf(outcome: Outcome | undefined): Extract<Outcome, { kind: 'value' }> {
  if (outcome?.kind !== 'value') throw new Error(`no value: ${JSON.stringify(outcome)}`);
  return outcome;
}

describe('runCalls() returns values', () => {
  test('of a net, which agree with the closed form', async () => {
    const [outcome] = await run(klLoss, [klCall(layers, 3)]);
    const { value, effects } = answerOf(outcome) as { value: TensorData; effects: object };
    expect(value).toEqual({ shape: [], dtype: 'float32', values: [expect.closeTo(meanKl(layers), 5)] });
    expect(effects).toMatchObject({ changed: [] });
  });

  test('of an ensemble, as a list', async () => {
    const ensemble = [
      [tensorData([2, 3], 0), tensorData([3], 1)],
      [tensorData([2, 3], 5), tensorData([3], 7)],
    ];
    const source =
      'const averageWeights = (ensemble) => ensemble[0].map((_, i) => tf.stack(ensemble.map((member) => member[i])).mean(0));';
    const [outcome] = await run(source, [averageCall(ensemble)], 'averageWeights');
    const mean = (part: number): number[] =>
      [0, 1].reduce<number[]>(
        (sum, member) =>
          (ensemble[member]?.[part]?.values ?? []).map((value, at) => (sum[at] ?? 0) + value / 2),
        [],
      );
    expect(answerOf(outcome).value).toMatchObject(
      [0, 1].map((part) => ({ values: mean(part).map((value) => expect.closeTo(value, 6)) })),
    );
  });

  test('of tensors, for any other exercise', async () => {
    const call = { check: 'sum', exercise: 'exercise-3', tensors: [tensorData([2]), tensorData([2], 4)] };
    const [outcome] = await run('const add = (a, b) => tf.add(a, b);', [call], 'add');
    expect(answerOf(outcome).value).toMatchObject({ shape: [2] });
  });

  test('also NaN, the infinities and -0, and other dtypes', async () => {
    const call = { check: 'x', exercise: 'exercise-3', tensors: [] };
    const [floats] = await run('const f = () => tf.tensor1d([NaN, Infinity, -Infinity, -0]);', [call], 'f');
    expect(answerOf(floats).value).toMatchObject({ values: [Number.NaN, Infinity, -Infinity, -0] });
    const [bools] = await run("const f = () => tf.tensor([1, 0], [1, 2], 'bool');", [call], 'f');
    expect(answerOf(bools).value).toEqual({ shape: [1, 2], dtype: 'bool', values: [1, 0] });
  });

  test('with gradients in every mu and log sigma, which agree with their closed forms', async () => {
    const [outcome] = await run(klLoss, [klCall(layers, 3, true)]);
    const parameters = 3 * 2 + 2 + 2 * 4 + 4;
    const expected = layers.flatMap(
      ({ weights: [weightMu, weightLogSigma, biasMu, biasLogSigma], priorMu, priorSigma }) => {
        const mu = ({ values }: TensorData) =>
          values.map((value) => (value - priorMu) / priorSigma ** 2 / parameters);
        const logSigma = ({ values }: TensorData) =>
          values.map((value) => (Math.exp(2 * value) / priorSigma ** 2 - 1) / parameters);
        return [mu(weightMu), logSigma(weightLogSigma), mu(biasMu), logSigma(biasLogSigma)];
      },
    );
    expect(answerOf(outcome).gradients?.map(({ values }) => values)).toEqual(
      expected.map((values) => values.map((value) => expect.closeTo(value, 4))),
    );
  });

  test('with gradients of zero where the value hangs on no weight', async () => {
    const [outcome] = await run('function klLoss(model) { return tf.scalar(1).mul(2); }', [
      klCall(layers, 3, true),
    ]);
    const { gradients } = answerOf(outcome);
    expect(gradients).toHaveLength(8);
    expect(gradients?.flatMap(({ values }) => values).every((value) => value === 0)).toBe(true);
  });
});

describe('runCalls() keeps calls apart', () => {
  test('one that hangs costs no other', async () => {
    const source = 'function klLoss(model) { while (model.layers.length > 1) {} return tf.scalar(1); }';
    const outcomes = await run(source, [
      klCall([bayes('a', 2, 1)], 2),
      klCall(layers, 3),
      klCall([bayes('a', 2, 1)], 2),
    ]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['value', 'timeout', 'value']);
  });

  test('what one leaves behind counts against none', async () => {
    const source = `function klLoss(model) {
      const value = model.layers[1].klLoss().add(1);
      (tf.Tensor.prototype as any).add = null;
      return value;
    }`;
    const outcomes = await run(source, [klCall(layers, 3), klCall(layers, 3)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['value', 'value']);
  });

  test.each<[string, string]>([
    [
      'fails at its second call',
      "let calls = 0; function klLoss() { if (++calls > 1) throw new Error('used'); return tf.scalar(1); }",
    ],
    [
      'exits at its second call',
      'let calls = 0; function klLoss() { if (++calls > 1) process.exit(1); return tf.scalar(1); }',
    ],
    [
      'hangs at its second call',
      'let calls = 0; function klLoss() { while (calls++ > 0) {} return tf.scalar(1); }',
    ],
  ])('an answer that %s is asked again in a fresh process', async (_, source) => {
    const outcomes = await run(source, [klCall(layers, 3), klCall(layers, 3), klCall(layers, 3)]);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['value', 'value', 'value']);
  });
});

describe('runCalls() takes the calls of a check as one', () => {
  const kinds = (outcomes: Outcome[][]) => outcomes.map((group) => group.map(({ kind }) => kind).join());
  const one = klCall([bayes('a', 2, 1)], 2);

  test('which ends with the first that hangs or crashes', async () => {
    const source =
      'function klLoss(model) { if (model.layers.length > 1) process.exit(1); return tf.scalar(1); }';
    const outcomes = await runGroups(source, [[one, one], [one, klCall(layers, 3), one], [one]]);
    expect(kinds(outcomes)).toEqual(['value,value', 'value,crash', 'value']);
  });

  test('and asks again as one: what fails at its second call fails every check that has two', async () => {
    const source =
      'let calls = 0; function klLoss() { if (++calls > 1) process.exit(1); return tf.scalar(1); }';
    const outcomes = await runGroups(source, [[one], [one, one], [one], [one]]);
    expect(kinds(outcomes)).toEqual(['value', 'value,crash', 'value', 'value']);
  });

  test('in a child of its own each, where they are to be apart', async () => {
    const source = 'let calls = 0; function klLoss() { return tf.scalar(++calls); }';
    const values = async (options: RunOptions) =>
      (await runGroups(source, [[one], [one, one], [one]], 'klLoss', sandbox, options)).map((group) =>
        group.map((outcome) => (answerOf(outcome).value as TensorData).values[0]),
      );
    expect(await values({})).toEqual([[1], [2, 3], [4]]);
    expect(await values({ apart: true })).toEqual([[1], [1, 2], [1]]);
  });

  test('an answer that cannot be loaded is told so for each of them', async () => {
    const outcomes = await runGroups(
      "const x = (() => { throw new Error('no'); })();\nfunction klLoss() { return x; }",
      [[one, one], [one]],
    );
    expect(kinds(outcomes)).toEqual(['load-error', 'load-error']);
  });
});

describe('runCalls() gives each check its share of time', () => {
  test('an answer that loops in one check loses that alone, and is told what the share was', async () => {
    const nets = [1, 2, 3].map((units) => klCall([bayes('a', 2, units)], 2));
    const source =
      'function klLoss(model) { if (model.outputs[0].shape[1] === 2) for (;;); return tf.scalar(1); }';
    const outcomes = await run(source, nets);
    expect(outcomes.map(({ kind }) => kind)).toEqual(['value', 'timeout', 'value']);
    expect(outcomes[1]).toMatchObject({ limit: 'cpu', share: { check: 0.06, pool: 2.5 } });
  });
});

describe('runCalls() says what became of a call', () => {
  const outcome = async (source: string): Promise<Outcome | undefined> =>
    (await run(source, [klCall(layers, 3)]))[0];

  test('an error of the answer, by its name and message', async () => {
    expect(await outcome('function klLoss(model) { return model.nothing.here; }')).toMatchObject({
      kind: 'error',
      message: "TypeError: Cannot read properties of undefined (reading 'here')",
    });
  });

  test('a module that is not there, by name', async () => {
    expect(
      await outcome("import * as math from 'mathjs';\nfunction klLoss() { return math.mean(1); }"),
    ).toMatchObject({
      kind: 'load-error',
      message: expect.stringContaining("Cannot load 'mathjs': an answer may use bayes-notebooks"),
    });
  });

  test('TensorFlow.js under each of its names is the one of the library', async () => {
    const source = `import * as node from '@tensorflow/tfjs-node';\nimport * as plain from '@tensorflow/tfjs';
function klLoss(model) { return node.scalar(model instanceof plain.LayersModel && plain.Tensor === tf.Tensor ? 1 : 0); }`;
    expect(answerOf(await outcome(source)).value).toMatchObject({ values: [1] });
  });

  test('side effects on its inputs', async () => {
    const changed = await outcome(
      'function klLoss(model) { model.setWeights(model.getWeights().map((w) => tf.zerosLike(w))); return tf.scalar(1); }',
    );
    expect(answerOf(changed).effects).toMatchObject({ changed: ['weights'] });
    const disposed = await outcome('function klLoss(model) { model.dispose(); return tf.scalar(1); }');
    expect(answerOf(disposed).effects).toMatchObject({ changed: ['disposed'] });
    const leaked = await outcome(
      'function klLoss(model) { for (let i = 0; i < 7; i++) tf.scalar(i); return tf.scalar(1); }',
    );
    expect(answerOf(leaked).effects).toMatchObject({ tensorsLeaked: 7 });
    const tidy = await outcome('function klLoss(model) { return tf.tidy(() => tf.scalar(1).add(1)); }');
    expect(answerOf(tidy).effects).toEqual({ changed: [], tensorsLeaked: 0 });
  });
});

test('runCalls() calls it a fault of the grader where no child comes up', async () => {
  const broken = new Sandbox(noLayers, [], '/no/such/runtime');
  await expect(run(klLoss, [klCall(layers, 3)], 'klLoss', broken)).rejects.toThrow(GraderFault);
});

test('a child starts from compiled code', async () => {
  const child = sandbox.start(defaultLimits);
  expect(await child.ready()).toMatchObject({ reply: { kind: 'ready', compiled: true } });
  await child.end();
});
