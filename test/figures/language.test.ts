import { afterEach, expect, test } from 'vitest';
import { decimal, getLanguage, setLanguage, text } from '../../lib/language';

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
