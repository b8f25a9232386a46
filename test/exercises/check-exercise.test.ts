import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { exercise as averageWeights } from '../../exercises/average-weights/exercise';
import { exercise as meanKl } from '../../exercises/mean-kl/exercise';
import { selfCheck } from '../../exercises/self-check/self-check';
import { selfCheckTable } from '../../exercises/self-check/self-check-table';
import { checkExercise, tf } from '../../index';
import { setLanguage } from '../../lib/language';
import { cellsOf } from '../answers/answer';
import * as average from '../answers/average-weights/right';
import * as averageWrong from '../answers/average-weights/wrong';
import { loadAnswer } from '../answers/evaluate';
import * as kl from '../answers/mean-kl/right';
import * as klWrong from '../answers/mean-kl/wrong';

const hook = Symbol.for('bayes-notebooks.display');
const staleHook = Symbol.for('bayes-notebooks.stale-names');
const shown: { data: Record<string, string> }[] = [];

beforeAll(async () => {
  await tf.ready();
  Object.assign(globalThis, { [hook]: (message: { data: Record<string, string> }) => shown.push(message) });
});
afterEach(() => {
  setLanguage('pl');
  shown.length = 0;
  Reflect.deleteProperty(globalThis, staleHook);
});

const klAnswer = (name: string) => loadAnswer(meanKl, cellsOf([...kl.right, ...klWrong.wrong], name));
const averageAnswer = (name: string) =>
  loadAnswer(averageWeights, cellsOf([...average.right, ...averageWrong.wrong], name));

describe('checkExercise()', () => {
  test('shows a table of passed public checks for a right answer', async () => {
    setLanguage('en');
    await checkExercise('exercise-1', klAnswer('loop over collected layers'));
    expect(shown).toHaveLength(1);
    expect(shown[0]?.data['text/plain']).toBe(
      [
        'exercise-1: 3 of 3 public checks passed',
        '  ✓ one layer',
        '  ✓ two layers and a ReLU',
        '  ✓ gradient in every mu and log sigma',
        'There is more: the grader also looks at, among other things, deeper networks, models within models, a layer ' +
          'that appears twice, layers of other kinds, priors that differ, the gradient in such networks, and whether ' +
          'the function always returns a scalar, the same one for the same network.',
      ].join('\n'),
    );
    expect(shown[0]?.data['text/html']).not.toMatch(/<script|on\w+=/i);
  });

  test('says what was expected, what came, and hints at the misconception', async () => {
    setLanguage('en');
    await checkExercise('exercise-1', klAnswer('mu and log sigma counted as two'));
    const plain = shown[0]?.data['text/plain'];
    expect(plain).toMatch(/✗ one layer +expected \d\.\d+, got \d\.\d+/);
    expect(plain).toContain('Hint: counts mu and log sigma as two parameters.');
  });

  test('says shorter that the grader has more checks while there is something left to mend', async () => {
    setLanguage('en');
    await checkExercise('exercise-1', klAnswer('mu and log sigma counted as two'));
    expect(shown[0]?.data['text/plain']).toMatch(/\nThe grader has more checks than these\.$/);
    expect(shown[0]?.data['text/html']).toMatch(/<p>The grader has more checks than these\.<\/p>$/);
  });

  describe('says that it checks an earlier version of the function', () => {
    const sentence = (name: string) =>
      `This checks an earlier version of ${name}: the cell above that defines it ended with an error and has to be run again without one.`;
    const checkWith = async (stale: string[], answer: (model: never) => unknown) => {
      setLanguage('en');
      Object.assign(globalThis, { [staleHook]: () => stale });
      await checkExercise('exercise-1', answer);
      return shown[0]?.data ?? {};
    };
    const klLoss = () => tf.scalar(1);

    test('where its own cell has failed since, above the table', async () => {
      const data = await checkWith(['other', 'klLoss'], klLoss);
      expect(data['text/plain']?.split('\n').slice(0, 2)).toEqual([
        sentence('klLoss'),
        'exercise-1: 0 of 3 public checks passed',
      ]);
      expect(data['text/html']).toMatch(`<p>${sentence('klLoss')}</p>\n<table>`);
    });

    test('where that version is still the stub', async () => {
      const data = await checkWith(['klLoss'], function klLoss() {});
      expect(data['text/plain']).toBe(
        `${sentence('klLoss')}\nexercise-1: the function returns nothing yet. Fill it in and run this cell again.`,
      );
    });

    test("by the student's own name for it, else by the exercise's", async () => {
      const ownName = () => tf.scalar(1);
      const named = await checkWith(['ownName'], ownName);
      expect(named['text/plain']).toContain(sentence('ownName'));
      shown.length = 0;
      const nameless = await checkWith(
        ['klLoss'],
        (
          () => () =>
            tf.scalar(1)
        )(),
      );
      expect(nameless['text/plain']).toContain(sentence('klLoss'));
    });

    test('not where other names failed, none did, or nothing tells of them', async () => {
      expect((await checkWith(['klLos', 'other'], klLoss))['text/plain']).toMatch(/^exercise-1: /);
      shown.length = 0;
      expect((await checkWith([], klLoss))['text/plain']).toMatch(/^exercise-1: /);
      shown.length = 0;
      Reflect.deleteProperty(globalThis, staleHook);
      await checkExercise('exercise-1', klLoss);
      expect(shown[0]?.data['text/plain']).toMatch(/^exercise-1: /);
    });
  });

  describe('tells what the function changes in what it is given', () => {
    const check = async (exercise: 'exercise-1' | 'exercise-2', answer: (given: never) => unknown) => {
      shown.length = 0;
      await checkExercise(exercise, answer);
      return shown[0]?.data['text/plain'] ?? '';
    };
    const emptied = averageAnswer('empties the list with pop');

    test('and what that costs, in both languages', async () => {
      setLanguage('en');
      const said = await check('exercise-2', emptied);
      expect(said).toContain('2 of 2 public checks passed');
      expect(said).toContain('\nHint: changes what it is given. Others still need the inputs');
      expect(said).toContain(
        '\nNote: the function changes the list that it is given (its members, their number or their order). That costs 0.5 points.\n',
      );
      expect(shown[0]?.data['text/html']).toContain('That costs 0.5 points.</p>');
      setLanguage('pl');
      expect(await check('exercise-2', emptied)).toContain(
        '\nUwaga: funkcja zmienia listę, którą dostaje (jej członków, ich liczbę albo kolejność). Kosztuje to 0,5 punktu.\n',
      );
    });

    test('and no price where there is none', async () => {
      setLanguage('en');
      const right = klAnswer('loop over collected layers') as (model: tf.LayersModel) => unknown;
      const freezes = (model: tf.LayersModel) => {
        const kl = right(model);
        for (const layer of model.layers) layer.name = 'x';
        return kl;
      };
      const said = await check('exercise-1', freezes);
      expect(said).toContain('3 of 3 public checks passed');
      expect(said).toContain(
        '\nNote: the function changes settings of the layers (name, trainable, the prior …).\n',
      );
      expect(said).not.toMatch(/Hint|costs/);
    });

    test('nothing of a function that leaves all as it was', async () => {
      setLanguage('en');
      for (const answer of [averageAnswer('nested loops'), averageAnswer('sum')])
        expect(await check('exercise-2', answer)).not.toMatch(/Note/);
    });
  });

  test('speaks the language of the notebook', async () => {
    setLanguage('pl');
    await checkExercise('exercise-2', averageAnswer('fixed divisor 10'));
    expect(shown[0]?.data['text/plain']).toContain('Wskazówka: dzieli zawsze przez 10.');
  });

  test('says in one sentence that a stub returns nothing yet', async () => {
    setLanguage('en');
    await checkExercise('exercise-1', () => undefined);
    expect(shown[0]?.data['text/plain']).toBe(
      'exercise-1: the function returns nothing yet. Fill it in and run this cell again.',
    );
  });

  test('escapes what the answer throws', () => {
    const table = selfCheckTable(
      selfCheck('exercise-1', () => {
        throw new Error('<img src=x onerror=alert(1)>');
      }),
    );
    expect(table['text/html']).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(table['text/html']).not.toContain('<img');
  });

  test('leaves no tensors behind', async () => {
    await checkExercise('exercise-1', klAnswer('reduce'));
    const before = tf.memory().numTensors;
    await checkExercise('exercise-1', klAnswer('reduce'));
    await checkExercise('exercise-2', averageAnswer('nested loops'));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('rejects an unknown exercise and an answer that is no function', async () => {
    // @ts-expect-error an id that there is not does not compile either
    await expect(checkExercise('exercise-0', () => 0)).rejects.toThrow(RangeError);
    await expect(checkExercise('exercise-1', 3 as never)).rejects.toThrow(TypeError);
  });
});
