import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Outcome } from '../../exercises/call';
import { exercises } from '../../exercises/catalogue/catalogue';
import { judge } from '../../exercises/judge';
import type { Answer } from '../../exercises/self-check/call-answer';
import { selfCheck } from '../../exercises/self-check/self-check';
import { selfCheckTable } from '../../exercises/self-check/self-check-table';
import { setLanguage, tf } from '../../lib';

beforeAll(() => tf.ready());
afterEach(() => setLanguage('pl'));

const disposed = () => {
  const tensor = tf.scalar(1);
  tensor.dispose();
  return tensor;
};

/** What the self-check says of an answer's first check, in both languages. */
function saidOf(exercise: string, answer: Answer): { pl: string; en: string } | undefined {
  return selfCheck(exercise, answer).checks[0]?.verdict.message;
}

describe('the self-check says what came in place of a tensor', () => {
  test.each<[string, () => unknown, string]>([
    ['a plain number', () => 1.5, 'zwykła liczba'],
    ['a plain string', () => '1.5', 'napis'],
    ['a plain boolean', () => true, 'wartość logiczna'],
    ['a promise', async () => tf.scalar(1), 'obietnica (Promise)'],
    ['a function', () => () => tf.scalar(1), 'funkcja'],
    ['an object that is not a tensor', () => ({ value: 1 }), 'obiekt, który nie jest tensorem'],
    ['a typed array', () => new Float32Array(2), 'tablica typowana'],
    ['a disposed tensor', disposed, 'tensor już usunięty (dispose)'],
    ['null', () => null, 'null'],
  ])('%s', (got, answer, polish) => {
    expect(saidOf('exercise-1', answer)).toEqual({
      en: `expected a tensor, got ${got}`,
      pl: `oczekiwano tensora, jest ${polish}`,
    });
  });

  test('within a list, and where a list is wanted', () => {
    expect(saidOf('exercise-2', () => [tf.scalar(1), 2])?.en).toBe(
      'expected a list of tensors, got a list whose value 1 is a plain number',
    );
    expect(saidOf('exercise-2', () => [[tf.scalar(1)]])?.en).toBe(
      'expected a list of tensors, got a list whose value 0 is a list',
    );
  });
});

describe('the self-check says in which way a tensor is not the one expected', () => {
  const like = (ensemble: tf.Tensor[][], change: (tensor: tf.Tensor) => tf.Tensor) =>
    (ensemble[0] ?? []).map((tensor) => change(tensor));
  test.each<[string, string, Answer, RegExp]>([
    ['several numbers', 'exercise-1', () => tf.ones([3]), /^expected a scalar, got shape \[3\]$/],
    ['a list', 'exercise-1', () => [tf.scalar(1), tf.scalar(2)], /^expected a scalar, got shape \[2\]$/],
    ['a number that is not finite', 'exercise-1', () => tf.scalar(Number.NaN), /^expected .*, got NaN$/],
    [
      'one tensor',
      'exercise-2',
      () => tf.ones([2, 2]),
      /expected a list of tensors, got one tensor of shape/,
    ],
    ['too few', 'exercise-2', () => [tf.scalar(1)], /^expected \d tensors, got 1$/],
    [
      'a shape',
      'exercise-2',
      (ensemble: tf.Tensor[][]) => like(ensemble, (tensor) => tensor.expandDims(0)),
      /^tensor 1: expected shape \[.*\], got \[1, .*\]$/,
    ],
    [
      'a dtype',
      'exercise-2',
      (ensemble: tf.Tensor[][]) => like(ensemble, (tensor) => tensor.toInt()),
      /^tensor 1: expected dtype float32, got int32$/,
    ],
    [
      'a list, where one tensor is wanted',
      'exercise-4',
      (_draws: tf.Tensor, _y: tf.Tensor, _noiseSd: tf.Tensor, levels: tf.Tensor1D) => levels.unstack(),
      /^expected a tensor of shape \[3\], got a list of tensors$/,
    ],
    [
      'the shape of the one tensor',
      'exercise-4',
      (_draws: tf.Tensor, _y: tf.Tensor, _noiseSd: tf.Tensor, levels: tf.Tensor1D) => levels.expandDims(1),
      /^expected shape \[3\], got \[3, 1\]$/,
    ],
    [
      'the dtype of the one tensor',
      'exercise-4',
      (_draws: tf.Tensor, _y: tf.Tensor, _noiseSd: tf.Tensor, levels: tf.Tensor1D) => levels.toInt(),
      /^expected dtype float32, got int32$/,
    ],
    [
      'an element of the one tensor',
      'exercise-4',
      (_draws: tf.Tensor, _y: tf.Tensor, _noiseSd: tf.Tensor, levels: tf.Tensor1D) => levels.mul(-1),
      /^element 0: expected 0\.\d+, got -0\.5000$/,
    ],
  ])('%s', (_, exercise, answer, sentence) => {
    expect(saidOf(exercise, answer)?.en).toMatch(sentence);
  });

  test('in its gradients only', () => {
    const detached = (model: tf.LayersModel) => {
      const layers = model.layers.filter((layer) => 'klLoss' in layer) as (tf.layers.Layer & {
        klLoss(): tf.Scalar;
      })[];
      const parameters = layers.reduce((sum, layer) => sum + layer.countParams() / 2, 0);
      return tf.scalar(
        layers.reduce((sum, layer) => sum + (layer.klLoss().dataSync()[0] ?? 0), 0) / parameters,
      );
    };
    const result = selfCheck('exercise-1', detached as Answer);
    setLanguage('en');
    expect(selfCheckTable(result)['text/plain']).toMatch(
      /✗ gradient in every mu and log sigma +the gradient is zero: the result depends on no weight\nHint: the result is detached/,
    );
  });
});

describe('judge() names what ended an answer in the sandbox', () => {
  const [check] = exercises[0]?.publicChecks ?? [];
  const cpuSeconds = 0;
  test.each<[Outcome, string, string]>([
    [{ kind: 'load-error', message: 'x is not defined' }, 'error', 'cannot be loaded: x is not defined'],
    [{ kind: 'timeout', limit: 'cpu', cpuSeconds }, 'timeout', 'ran over its share of CPU time'],
    [
      { kind: 'timeout', limit: 'cpu', cpuSeconds, share: { check: 0.06, pool: 2.5 } },
      'timeout',
      'ran over its share of CPU time: 0.06 s of its own and 2.5 s shared by all checks',
    ],
    [
      { kind: 'timeout', limit: 'clock', cpuSeconds, share: { check: 0.3, pool: 12.5 } },
      'timeout',
      'ran over its share of time by the clock: 0.3 s of its own and 12.5 s shared by all checks',
    ],
    [
      { kind: 'timeout', limit: 'idle', cpuSeconds },
      'timeout',
      'waited for ever: nothing was running any more',
    ],
    [{ kind: 'crash', reason: 'out of memory', cpuSeconds }, 'error', 'the process ended: out of memory'],
  ])('%j', (outcome, status, message) => {
    if (!check) throw new Error('there is no public check');
    expect(judge(check, [outcome])).toMatchObject({ status, message: { en: message } });
  });
});
