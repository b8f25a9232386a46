import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { gradeSubmission } from '../../grader/marking/grade-submission';
import type { ExerciseResult } from '../../grader/marking/result';
import { rubricsFor } from '../../grader/marking/rubrics';
import { LoadedHandIn } from '../../grader/reading/loaded-hand-in';
import { noLayers } from '../../grader/sandbox/launch';
import { runCalls } from '../../grader/sandbox/run-calls';
import { openSandbox, type Sandbox } from '../../grader/sandbox/sandbox';
import { parseSubmission } from '../../grader/submission/read-submission';
import { notebook } from '../answers/notebook';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox(noLayers);
});
afterAll(() => sandbox.close());

const seed = '7';
const rubrics = rubricsFor(seed);

const cells = [
  "import { tf, BayesLinear } from 'bayes-notebooks';",
  `const found = (model, seen = new Set()) => {
  for (const layer of model.layers) layer instanceof BayesLinear ? seen.add(layer) : layer.layers && found(layer, seen);
  return [...seen];
};`,
  'const count = (layers) => layers.reduce((sum, layer) => sum + layer.countParams() / 2, 0);',
  'const right = (model) => tf.addN(found(model).map((layer) => layer.klLoss())).div(count(found(model)));',
  'const mean = (ensemble) => ensemble[0].map((_, i) => tf.stack(ensemble.map((member) => member[i])).mean(0));',
];

async function graded(klLoss: string, averageWeights: string): Promise<ExerciseResult[]> {
  const whole = [
    ...cells,
    `function klLoss(model) { ${klLoss} }`,
    `function averageWeights(ensemble) { ${averageWeights} }`,
  ];
  const { exercises } = await gradeSubmission(
    new LoadedHandIn(async () => parseSubmission(new TextEncoder().encode(notebook(whole)))),
    {
      rubrics,
      run: (extracted, groups, options) => runCalls(extracted, groups, { sandbox, seed }, options),
    },
  );
  return exercises;
}

const unpassed = (exercises: ExerciseResult[]) =>
  exercises.flatMap(({ checks }) =>
    checks.filter(({ status }) => status !== 'passed').map(({ id, status }) => `${id}: ${status}`),
  );

describe('a slow right answer keeps its marks', () => {
  test('with an operation for each weight', async () => {
    const exercises = await graded(
      `let total = tf.scalar(0);
      for (const layer of found(model)) {
        const { priorMu, priorSigma } = layer.getConfig();
        const [mu, logSigma, biasMu, biasLogSigma] = layer.weights.map((weight) => weight.read());
        for (const [means, logs] of [[mu, logSigma], [biasMu, biasLogSigma]])
          for (let i = 0; i < means.size; i++) {
            const m = means.flatten().slice([i], [1]).squeeze();
            const s = logs.flatten().slice([i], [1]).squeeze();
            const spread = tf.exp(s.mul(2)).add(m.sub(priorMu).square()).div(2 * priorSigma ** 2);
            total = total.add(spread.sub(s).add(Math.log(priorSigma) - 0.5));
          }
      }
      return total.div(count(found(model)));`,
      `return ensemble[0].map((like, part) => {
        const values = [];
        for (let i = 0; i < like.size; i++) {
          let sum = tf.scalar(0);
          for (const member of ensemble) sum = sum.add(member[part].flatten().slice([i], [1]).squeeze());
          values.push(sum.div(ensemble.length));
        }
        return tf.stack(values).reshape(like.shape);
      });`,
    );
    expect(unpassed(exercises)).toEqual([]);
  });

  test('that computes all anew for each parameter, or reads all for each element', async () => {
    const exercises = await graded(
      `const parameters = count(found(model));
      let sum = tf.scalar(0);
      for (let i = 0; i < parameters; i++) sum = sum.add(right(model).div(parameters));
      return sum;`,
      `return ensemble[0].map((like, part) => {
        const rows = like.rank === 2 ? like.shape[0] : 1;
        const values = [];
        for (let i = 0; i < rows; i++)
          for (let j = 0; j < like.size / rows; j++) {
            let sum = 0;
            for (const member of ensemble) {
              const read = member[part].arraySync();
              sum += like.rank === 2 ? read[i][j] : read[j];
            }
            values.push(sum / ensemble.length);
          }
        return tf.tensor(values, like.shape);
      });`,
    );
    expect(unpassed(exercises)).toEqual([]);
  });
});

describe('an answer that does not come to an end', () => {
  test('in one check loses that check', async () => {
    const exercises = await graded(
      'while (found(model).length === 5); return right(model);',
      'while (ensemble.length === 10); return mean(ensemble);',
    );
    expect(unpassed(exercises)).toEqual(['deep: timeout', 'ten-members: timeout']);
    expect(exercises.map(({ score }) => score)).toEqual([4.5, 4]);
  });

  test('in the very first loses that', async () => {
    const exercises = await graded(
      'while (found(model).length === 1 && model.inputs[0].shape[1] === 3); return right(model);',
      'while (ensemble.length === 3 && ensemble[0][0].shape[1] === 5); return mean(ensemble);',
    );
    expect(unpassed(exercises)).toEqual(['one-layer: timeout', 'three-members: timeout']);
  });

  test('in all of them has run out of time', async () => {
    const exercises = await graded('for (;;);', 'for (;;);');
    expect(exercises.map(({ status, score }) => [status, score])).toEqual([
      ['timeout', 0],
      ['timeout', 0],
    ]);
  });
});
