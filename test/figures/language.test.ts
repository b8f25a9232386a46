import { afterEach, expect, test } from 'vitest';
import { decimal, getLanguage, percent, setLanguage, text } from '../../lib/language';

afterEach(() => setLanguage('pl'));

test('setLanguage() chooses the wording and the decimal sign; Polish comes first', () => {
  expect(getLanguage()).toBe('pl');
  expect([text({ pl: 'strata', en: 'loss' }), decimal(0.125, 2)]).toEqual(['strata', '0,13']);
  setLanguage('en');
  expect([text({ pl: 'strata', en: 'loss' }), decimal(0.125, 2)]).toEqual(['loss', '0.13']);
});

test.each([['de'], [undefined], ['PL'], [1]])(
  'setLanguage(%j) is refused and changes nothing',
  (language) => {
    expect(() => setLanguage(language as 'pl')).toThrow(
      new RangeError(`Cannot set the language: it must be 'pl' or 'en', got ${JSON.stringify(language)}`),
    );
    expect(getLanguage()).toBe('pl');
  },
);

test('percent() writes a share with the sign and the comma of the language, with one decimal by default', () => {
  expect([percent(0.8421), percent(1), percent(-0.5, 0), percent(0.12345, 3)]).toEqual([
    '84,2%',
    '100,0%',
    '-50%',
    '12,345%',
  ]);
  setLanguage('en');
  expect([percent(0.8421), percent(36 / 38), percent(0, 0)]).toEqual(['84.2%', '94.7%', '0%']);
  expect(percent(0.145, 0)).toBe('15%'); // 100 * 0.145 is 14.499999999999998
});

test.each([[Number.NaN], [Number.POSITIVE_INFINITY], [Number.NEGATIVE_INFINITY]])(
  'percent(%d) is refused',
  (share) => {
    expect(() => percent(share)).toThrow(
      new RangeError(`Cannot write the percentage: the share must be finite, got ${share}`),
    );
  },
);

test.each([[-1], [101]])('percent() refuses %d decimals', (decimals) => {
  expect(() => percent(0.5, decimals)).toThrow(RangeError);
});
