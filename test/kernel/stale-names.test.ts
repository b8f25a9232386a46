import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { KernelClient } from '../../runner/kernel-client';
import { firstMessage, runCell } from './run-cell';

let kernel: KernelClient;
beforeAll(async () => {
  kernel = await KernelClient.start({ cwd: __dirname });
});
afterAll(() => kernel.shutdown());

const right = `function klLoss(model: tf.LayersModel): tf.Scalar {
  const layers = model.layers.filter((layer) => layer instanceof BayesLinear) as BayesLinear[];
  const sum = layers.map((layer) => layer.klLoss()).reduce((a, b) => a.add(b));
  const count = layers.flatMap((layer) => layer.getWeights()).reduce((a, weight) => a + weight.size, 0) / 2;
  return sum.div(count);
}`;
const check = "await checkExercise('exercise-1', klLoss)";

/** What the self-check says, or why it says nothing. */
async function said(code = check): Promise<string> {
  const { outputs } = await runCell(kernel, code);
  return outputs
    .map((output) => {
      if (output.output_type === 'error') return output.evalue;
      return 'data' in output ? String(output.data['text/plain']) : '';
    })
    .join('\n');
}

async function failing(code: string): Promise<void> {
  const { reply } = await runCell(kernel, code);
  expect(reply.status).toBe('error');
}

const passed = /^exercise-1: 3 of 3 public checks passed/;
const earlier =
  'This checks an earlier version of klLoss: the cell above that defines it ended with an error and has to be run again without one.';

describe('the self-check behind a cell that has failed', () => {
  beforeEach(async () => {
    await runCell(
      kernel,
      "import { BayesLinear, checkExercise, setLanguage, tf } from 'bayes-notebooks';\nawait tf.ready();\nsetLanguage('en');",
    );
    await runCell(kernel, right);
    expect(await said()).toMatch(passed);
  });

  it.each([
    ['a type error', "function klLoss(model: tf.LayersModel): tf.Scalar { return 'half done'; }"],
    ['a syntax error', 'function klLoss(model: tf.LayersModel): tf.Scalar { return tf.scalar(1; }'],
    ['an unknown name', 'function klLoss(model: tf.LayersModel) { return tff.scalar(1); }'],
    ['an error behind it', `${right}\nthrow new Error('on purpose');`],
    ['an error of its test', `${right}\nklLoss(tf.sequential());`],
    ['a promise that is rejected', `${right}\nawait Promise.reject(new Error('on purpose'));`],
    ['a variable of that name', "const klLoss: number = 'seven';"],
  ])('says in one sentence that it checks an earlier version: %s', async (_, code) => {
    await failing(code);
    const lines = (await said()).split('\n');
    expect(lines[0]).toBe(earlier);
    expect(lines[1]).toMatch(passed);
    expect(lines.filter((line) => line === earlier)).toHaveLength(1);
  });

  it('says so in Polish', async () => {
    await failing(`${right}\nthrow new Error('on purpose');`);
    expect(await said(`setLanguage('pl');\n${check}`)).toMatch(
      /^To test wcześniejszej wersji funkcji klLoss: komórka powyżej, która ją definiuje, zakończyła się błędem i trzeba ją uruchomić ponownie, już bez błędu\.\nexercise-1: przeszło 3 z 3/,
    );
  });

  it('says so behind a cell that was interrupted', async () => {
    const started = firstMessage('stream');
    const run = runCell(
      kernel,
      `${right}\nconsole.log('started');\nfor (;;) await new Promise(setImmediate);`,
      {
        onMessage: started.onMessage,
      },
    );
    await started.seen;
    kernel.interrupt();
    expect((await run).reply).toMatchObject({ status: 'error', ename: 'Interrupted' });
    expect((await said()).split('\n')[0]).toBe(earlier);
  });

  it('says so until a cell defines the function without an error, whichever it is', async () => {
    await failing(`${right}\nthrow new Error('on purpose');`);
    await runCell(kernel, 'const other = 1;');
    expect(await said()).toContain(earlier);
    await runCell(kernel, `const answer = 42;\n${right}`);
    expect(await said()).toMatch(passed);
  });

  it('says nothing of it in the cell that defines the function itself', async () => {
    await failing(`${right}\nthrow new Error('on purpose');`);
    expect(await said(`${right}\n${check}`)).toMatch(passed);
  });

  it('says nothing of it where a cell failed that defines something else', async () => {
    await failing(`function other() {}\nthrow new Error('on purpose');`);
    await failing(`klLoss(tf.sequential());`);
    await failing('{ const klLoss = 1; throw new Error(String(klLoss)); }');
    expect(await said()).toMatch(passed);
  });

  it('knows no name that only a failed cell would have declared', async () => {
    await failing(
      "function fresh(model: tf.LayersModel) { return tf.scalar(1); }\nthrow new Error('on purpose');",
    );
    expect(await said("await checkExercise('exercise-1', fresh)")).toContain(
      'fresh, which no cell has declared yet',
    );
  });
});
