import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { noLayers } from '../../grader/sandbox/launch';
import { canReadProcesses } from '../../grader/sandbox/process-tree';
import { openSandbox, type Sandbox } from '../../grader/sandbox/sandbox';
import { bayes, klCall } from './calls';
import { runAnswer } from './run-answer';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await openSandbox(noLayers);
});
afterAll(() => sandbox.close());

describe('runCalls() gives each check its share of time', () => {
  const nets = Array.from({ length: 12 }, (_, i) => klCall([bayes('a', 2, i + 1)], 2));
  const units = 'model.outputs[0].shape[1]';
  /** Each call as a check of its own. */
  const run = async (source: string, calls: typeof nets) =>
    (
      await runAnswer(
        sandbox,
        source,
        calls.map((call) => [call]),
      )
    ).flat();
  const kindsOf = async (source: string) => (await run(source, nets)).map(({ kind }) => kind);
  const all = (kind: string) => nets.map(() => kind);

  test.each([0, 1, 5, 11])('an answer that loops in check %i alone loses that alone', async (at) => {
    const source = `function klLoss(model) { if (${units} === ${at + 1}) for (;;); return tf.scalar(1); }`;
    expect(await kindsOf(source)).toEqual(all('value').with(at, 'timeout'));
  });

  test('one that loops in all of them gets none', async () => {
    expect(await kindsOf('function klLoss() { for (;;); }')).toEqual(all('timeout'));
  });

  test.each([1, 4, 12])('one that needs long in check %i and is right keeps its marks', async (at) => {
    const source = `const big = tf.ones([80, 80]);
      function klLoss(model) {
        for (let i = 0; i < (${units} === ${at} ? 700 : 40); i++) tf.tidy(() => tf.matMul(big, big).dataSync());
        return tf.scalar(1);
      }`;
    expect(await kindsOf(source)).toEqual(all('value'));
  });

  test('one that waits in all of them runs out of idle time', async () => {
    const source = `const cell = new Int32Array(new SharedArrayBuffer(4));
      function klLoss() { Atomics.wait(cell, 0, 0); }`;
    const outcomes = await run(source, nets);
    const limit = canReadProcesses() ? 'idle' : 'cpu';
    expect(outcomes).toEqual(nets.map(() => expect.objectContaining({ kind: 'timeout', limit })));
  });

  test('one that loops while it is loaded is a load error, once for all', async () => {
    const outcomes = await run(
      'const never = (() => { for (;;); })();\nfunction klLoss() { return never; }',
      nets,
    );
    expect(outcomes).toEqual(nets.map(() => outcomes[0]));
    expect(outcomes[0]).toMatchObject({ kind: 'load-error', message: expect.stringContaining('cpu time') });
  });
});
