import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notebook } from '../answers/notebook';
import { grade, reportIn, scratchFolder } from './grade-process';

const folder = scratchFolder();
const handIns = join(folder, 'class');
afterAll(() => rmSync(folder, { recursive: true }));

const head = "import { tf, BayesLinear, randomNormal, sampleWeights } from 'bayes-notebooks';";
const found = `const found = (model, seen = new Set()) => {
  for (const layer of model.layers) layer instanceof BayesLinear ? seen.add(layer) : layer.layers && found(layer, seen);
  return [...seen];
};`;
const right = `const right = (model) => tf.addN(found(model).map((layer) => layer.klLoss()))
  .div(found(model).reduce((count, layer) => count + layer.countParams() / 2, 0));`;
const mean = `const mean = (ensemble) => ensemble[0].map((_, i) => tf.stack(ensemble.map((member) => member[i])).mean(0));`;
const pair = (kl: string, average: string) => [
  head,
  found,
  right,
  mean,
  `function klLoss(model) { ${kl} }`,
  `function averageWeights(ensemble) { ${average} }`,
];

/** Answers whose value, or whether it is right, hangs on chance. */
const answers = [
  // one draw of each weight: an estimate that scatters around the right value
  pair(
    `const parts = found(model).flatMap((layer) => {
      const [mu, s, bias, t] = layer.weights.map((weight) => weight.read());
      return [[mu, s], [bias, t]].map(([m, logSigma]) => {
        const { priorMu, priorSigma } = layer.getConfig();
        const noise = randomNormal(m.shape);
        const weight = m.add(noise.mul(logSigma.exp()));
        return noise.square().div(-2).sub(logSigma)
          .add(weight.sub(priorMu).square().div(2 * priorSigma ** 2)).add(Math.log(priorSigma)).sum();
      });
    });
    return tf.addN(parts).div(found(model).reduce((count, layer) => count + layer.countParams() / 2, 0));`,
    'return ensemble[Math.floor(Math.random() * ensemble.length)];',
  ),
  pair(
    'return Math.random() < 0.5 ? right(model) : tf.scalar(0);',
    'return Math.random() < 0.7 ? mean(ensemble) : ensemble[0];',
  ),
  pair(
    'return Date.now() % 3 === 0 ? tf.scalar(0) : right(model);',
    'return performance.now() % 2 < 1 ? mean(ensemble) : [];',
  ),
  pair(
    "if (crypto.getRandomValues(new Uint8Array(1))[0] % 4 === 0) throw new Error('unlucky ' + crypto.randomUUID()); return right(model);",
    'return process.hrtime()[0] % 5 === 0 ? process.exit(1) : mean(ensemble);',
  ),
  pair(
    'return right(model).add(tf.randomNormal([], 0, 1e-3));',
    'return ensemble[0].map((t) => tf.randomUniform(t.shape));',
  ),
  pair('return new Date().getTime() % 2 ? right(model) : randomNormal([]);', 'return mean(ensemble);'),
  pair('let x = Math.random(); while (x < 0.1); return right(model);', 'return mean(ensemble);'),
];

/** The report without the times, as it stands in report.json. */
const marksIn = (out: string) => {
  const { submissions, ...rest } = reportIn(out);
  return { ...rest, submissions: submissions.map((one) => ({ ...one, seconds: 0 })) };
};
const run = async (name: string, ...options: string[]) => {
  const out = join(folder, name);
  const { code, stderr } = await grade(handIns, '--out', out, '--seed', '5', '--instructor', ...options);
  expect(code, stderr).toBe(0);
  return marksIn(out);
};

let first: ReturnType<typeof marksIn>;
beforeAll(async () => {
  mkdirSync(handIns);
  answers.forEach((cells, i) => writeFileSync(join(handIns, `student-${i}.ipynb`), notebook(cells)));
  first = await run('first', '--jobs', '1');
});

test('chance decides on these marks: some checks pass and some do not', () => {
  const statuses = first.submissions.flatMap(({ exercises }) =>
    exercises.flatMap(({ checks }) => checks.map(({ status }) => status)),
  );
  expect(new Set(statuses)).toEqual(new Set(['passed', 'failed', 'error', 'timeout']));
});

test('the marks are the same at another run, eight at a time', async () => {
  expect(await run('at-once', '--jobs', '8')).toEqual(first);
});

test('and from the journal', async () => {
  expect(await run('first')).toEqual(first);
});
