import { answered, setLanguage } from 'bayes-notebooks';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { exercises } from '../../exercises/catalogue/catalogue';

afterEach(() => {
  vi.restoreAllMocks();
  setLanguage('pl');
});

describe('answered()', () => {
  test('is false without an answer and says so in one sentence of the language', () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => {});
    expect(answered('exercise-1', undefined)).toBe(false);
    setLanguage('en');
    expect(answered('exercise-2', null)).toBe(false);
    expect(print.mock.calls.flat()).toEqual([
      'Ta komórka czeka na rozwiązanie zadania 1: funkcja klLoss jeszcze niczego nie zwraca.',
      'This cell waits for exercise 2: the function averageWeights does not return anything yet.',
    ]);
  });

  test('is true for whatever came back, without a word', () => {
    const print = vi.spyOn(console, 'log').mockImplementation(() => {});
    expect([0, '', [], Number.NaN].map((answer) => answered('exercise-1', answer))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(print).not.toHaveBeenCalled();
  });

  test('rejects an exercise that there is not', () => {
    // @ts-expect-error an id that there is not does not compile either
    expect(() => answered('exercise-0', 1)).toThrow(
      new RangeError(
        `Cannot look for an answer: the exercise must be ${exercises.map(({ id }) => id).join(' or ')}, got exercise-0`,
      ),
    );
  });
});
